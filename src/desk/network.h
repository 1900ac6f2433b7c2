// desk/network.h - who is counted as one by their address: where there is room for many addresses, all that one line is given.
#ifndef DESK_NETWORK_H
#define DESK_NETWORK_H

#include "base/arena.h"
#include "base/str.h"

// An IPv6 address as its /64 (RFC 4291: the last 64 bits are each machine's own, which takes new ones as it likes), an IPv4 address
// inside one as that IPv4 address; anything else as it stands.
str network_of(str address, arena *mem);

#endif
