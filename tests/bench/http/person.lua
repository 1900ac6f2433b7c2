-- One person whose facts are all known, as a program sends it.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
