// SPDX-License-Identifier: Apache-2.0
#include "desk/network.h"

#include <arpa/inet.h>
#include <string.h>

enum { PREFIX_BYTES = 8, MAPPED_BYTES = 12 };

str network_of(str address, arena *mem) {
    char text[INET6_ADDRSTRLEN] = {0};
    struct in6_addr all;
    if (address.len >= sizeof text)
        return address;
    memcpy(text, address.ptr, address.len);
    if (address.len == 0 || inet_pton(AF_INET6, text, &all) != 1)
        return address;
    bool is_mapped = IN6_IS_ADDR_V4MAPPED(&all);
    memset(all.s6_addr + PREFIX_BYTES, 0, is_mapped ? 0 : sizeof all.s6_addr - PREFIX_BYTES);
    const char *made = is_mapped ? inet_ntop(AF_INET, all.s6_addr + MAPPED_BYTES, text, sizeof text)
                                 : inet_ntop(AF_INET6, &all, text, sizeof text);
    return made == NULL ? address : arena_copy(mem, str_of_c(made));
}
