# run.awk - print a document again with what its console commands print now.

function run_command(    line, code) {
    printf "%s", command > (scratch "/command")
    close(scratch "/command")
    code = system("sh " scratch "/command >" scratch "/output 2>&1 </dev/null")
    while ((getline line < (scratch "/output")) > 0)
        print line
    close(scratch "/output")
    if (code != 0)
        print "[exit " code "]"
    command = ""
}

function add_to_command(text) {
    command = command text "\n"
}

/^```/ {
    if (command != "")
        run_command()
    in_console = !in_console && $0 == "```console"
    print
    next
}

!in_console { print; next }

/^\$ / {
    if (command != "")
        run_command()
    text = substr($0, 3)
    sub(/^build\/jifen/, "jifen", text)
    add_to_command(text)
    in_command = 1
    print
    next
}

in_command && /^>( |$)/ {
    add_to_command(substr($0, 3))
    print
    next
}

# What was printed before: left out, and printed anew.
{ in_command = 0 }
