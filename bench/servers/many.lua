-- Asks for many feeds in turn. BENCH_REQUESTS names a file of lines: a path, and a validator or nothing.
local requests, place = {}, 0

function init(args)
    for line in io.lines(os.getenv("BENCH_REQUESTS")) do
        local path, etag = line:match("^(%S+)%s*(.*)$")
        local headers = { ["Host"] = "127.0.0.1" }
        if etag ~= "" then headers["If-None-Match"] = etag end
        requests[#requests + 1] = wrk.format("GET", path, headers)
    end
end

function request()
    place = place % #requests + 1
    return requests[place]
end
