// SPDX-License-Identifier: Apache-2.0
#include "desk/name.h"

#include "base/utf8.h"

#include <utf8proc.h>

static bool is_unseen(uint32_t letter) {
    switch (utf8proc_category((utf8proc_int32_t)letter)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return utf8proc_get_property((utf8proc_int32_t)letter)->ignorable;
    }
}

// Of letters and digits the categories stand together: from the capital to the other letter, from the decimal to the other number.
static bool is_letter(uint32_t letter) {
    utf8proc_category_t of = utf8proc_category((utf8proc_int32_t)letter);
    return (of >= UTF8PROC_CATEGORY_LU && of <= UTF8PROC_CATEGORY_LO) ||
           (of >= UTF8PROC_CATEGORY_ND && of <= UTF8PROC_CATEGORY_NO);
}

bool name_is_plain(str text) {
    bool has_letter = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t letter;
        at += utf8_next(text, at, &letter);
        if (is_unseen(letter))
            return false;
        has_letter |= is_letter(letter);
    }
    return has_letter;
}
