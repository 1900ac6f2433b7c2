// SPDX-License-Identifier: Apache-2.0
#include "desk/network.h"

#include "test.h"

static const struct {
    str address, network;
} addresses[] = {
    {STR_INIT("203.0.113.7"), STR_INIT("203.0.113.7")},
    {STR_INIT("2001:db8:1:2:3:4:5:6"), STR_INIT("2001:db8:1:2::")},
    {STR_INIT("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff"), STR_INIT("2001:db8:1:2::")},
    {STR_INIT("2001:db8:1:2::"), STR_INIT("2001:db8:1:2::")},
    {STR_INIT("2001:db8:1:3::1"), STR_INIT("2001:db8:1:3::")},
    {STR_INIT("::1"), STR_INIT("::")},
    {STR_INIT("::ffff:203.0.113.7"), STR_INIT("203.0.113.7")},
    {STR_INIT("::FFFF:cb00:7107"), STR_INIT("203.0.113.7")},
    {STR_INIT("fe80::1%eth0"), STR_INIT("fe80::1%eth0")},
    {STR_INIT("[::1]:80"), STR_INIT("[::1]:80")},
    {STR_INIT("unix:"), STR_INIT("unix:")},
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"),
     STR_INIT("0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000")},
};

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    CHECK_TABLE(addresses, i) {
        CHECK_STR(network_of(addresses[i].address, &mem), addresses[i].network);
    }
    arena_done(&mem);
    CHECK_MAIN();
}
