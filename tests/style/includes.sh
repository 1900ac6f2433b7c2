#!/bin/sh
# A folder of src/ includes only the folders below it; the pure ones take nothing from the system but a few headers.
# SPDX-License-Identifier: Apache-2.0
set -eu

find src -name '*.[ch]' -o -name '*.def' | sort | xargs awk '
    BEGIN {
        may["base"] = "base"
        may["law"] = "law base"
        may["eval"] = "eval base law"
        may["engine"] = "engine base law eval"
        may["wire"] = "wire base engine"
        may["page"] = "page base engine"
        may["sms"] = "sms base wire"
        may["store"] = "store base"
        may["desk"] = "desk base engine store"
        may["site"] = "site base engine wire page desk"
        may["main"] = "main base law eval engine wire page site desk store sms"
        pure = "assert.h limits.h stdarg.h stdbool.h stddef.h stdint.h string.h"
        extra["src/base/arena.c"] = "stdlib.h"
        extra["src/site/compress.c"] = "brotli/encode.h zlib.h"
        extra["src/site/http.c"] = "arpa/inet.h event2/buffer.h event2/bufferevent.h event2/event.h event2/http.h " \
            "event2/http_struct.h event2/keyvalq_struct.h event2/listener.h netinet/in.h netinet/tcp.h sys/queue.h sys/socket.h"
        extra["src/site/incoming.h"] = "event2/http.h"
        extra["src/site/incoming.c"] = "event2/buffer.h event2/http_struct.h event2/keyvalq_struct.h"
        extra["src/site/gate.c"] = "pthread.h"
        extra["src/site/guest.h"] = "event2/http.h"
        extra["src/site/guest.c"] = "event2/buffer.h event2/bufferevent.h event2/event.h netinet/in.h sys/socket.h"
        extra["src/wire/decode.h"] = "iconv.h"
        extra["src/wire/decode.c"] = "errno.h"
        extra["src/site/guide.c"] = "sodium.h"
        extra["src/site/plain.c"] = "md4c.h"
        extra["src/site/qr.c"] = "qrencode.h"
        extra["src/site/token.c"] = "sodium.h"
        extra["src/store/sqlite.c"] = "sqlite3.h"
        extra["src/store/postgres.c"] = "libpq-fe.h"
        extra["src/desk/audit.c"] = "sodium.h"
        extra["src/desk/effort.c"] = "sodium.h"
        extra["src/desk/network.c"] = "arpa/inet.h"
        extra["src/desk/ring.c"] = "sodium.h"
        extra["src/desk/secret.c"] = "sodium.h"
        extra["src/desk/name.c"] = "utf8proc.h"
        extra["src/desk/password.c"] = "sodium.h utf8proc.h"
        extra["src/desk/session.c"] = "sodium.h"
        extra["src/desk/totp.c"] = "liboath/oath.h"
        extra["src/sms/post.c"] = "curl/curl.h"
        extra["src/sms/sign.c"] = "sodium.h"
        extra["src/site/markdown.c"] = "md4c.h"
        extra["src/site/metrics.h"] = "stdatomic.h"
    }

    function has(list, word) { return index(" " list " ", " " word " ") > 0 }

    function refuse(why) {
        printf "%s:%d: %s\n", FILENAME, FNR, why
        bad = 1
    }

    /^[ \t]*#[ \t]*include/ {
        split(FILENAME, part, "/")
        folder = part[2]
        if (match($0, /"[^"]*"/)) {
            target = substr($0, RSTART + 1, RLENGTH - 2)
            split(target, step, "/")
            if (index(target, "/") == 0)
                refuse("name the folder too: \"" folder "/" target "\"")
            else if (!has(may[folder], step[1]))
                refuse(folder "/ may not include " step[1] "/")
        } else if (match($0, /<[^>]*>/)) {
            target = substr($0, RSTART + 1, RLENGTH - 2)
            if (folder != "main" && !has(pure, target) && !has(extra[FILENAME], target))
                refuse(folder "/ is pure and may not include <" target ">")
        } else
            refuse("an include of neither \"file\" nor <header>")
    }

    END { exit bad }'
