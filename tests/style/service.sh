#!/bin/sh
# The unit for systemd takes from the server what it does not need, and starts it again when it ends.
# SPDX-License-Identifier: Apache-2.0
set -eu

unit=docs/jifen-server.service
status=0
while read -r line; do
    grep -qxF -- "$line" "$unit" || {
        echo "$unit: expected the line '$line'"
        status=1
    }
done <<'END'
Restart=on-failure
Environment=JIFEN_PRODUCTION=yes
User=jifen
UMask=0077
LimitCORE=1
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
ProtectProc=invisible
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
RestrictAddressFamilies=AF_INET
IPAddressDeny=any
IPAddressAllow=localhost
RestrictNamespaces=yes
RestrictSUIDSGID=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
END
exit $status
