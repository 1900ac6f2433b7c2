#!/bin/sh
# Every verb explains itself, with an example that works.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

accepts 'the overview' --help
for verb in assess batch ask 'policy check' 'policy test' 'policy fmt' 'policy show' version; do
    accepts 'the overview' --help
    check "the overview names $verb" answers "^jifen $verb"
    # shellcheck disable=SC2086  # two words
    accepts "$verb --help" $verb --help
    check "$verb --help" answers "用法 usage: jifen $verb"
    check "$verb --help" answers "例 example:"
    check "$verb --help" answers "^  jifen $verb"
    # shellcheck disable=SC2086
    accepts "$verb -h" $verb -h
done
accepts 'version' version
check 'version' answers '^jifen [0-9]+\.[0-9]+\.[0-9]+$'
check 'version' answers '^shanghai-points '
accepts '--version' --version

accepts 'the overview' --help
check 'the overview names serve' answers '^jifen serve'
run serve --help
check 'serve becomes the server' is_status 0
check 'serve passes its arguments on' says '^usage: jifen-server'
check 'serve --help' says '^  jifen-server --listen'
run serve --listen nowhere
check 'the status is the server'\''s' is_status 2
cp "$jifen" "$scratch/alone"
jifen=$scratch/alone
run serve
check 'serve without a server beside it' is_status 1
check 'serve without a server beside it' says 'jifen-server'

finish
