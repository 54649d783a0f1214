-- SPDX-License-Identifier: Apache-2.0
-- For wrk: posts the file DOCUMENT and holds every answer against the file EXPECTED (environment).
local function read(name)
  local file = assert(io.open(os.getenv(name), "rb"))
  local bytes = file:read("*a")
  file:close()
  return bytes
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init()
  wrk.method = "POST"
  wrk.body = read("DOCUMENT")
  wrk.headers["Content-Type"] = "text/markdown"
  expected = read("EXPECTED")
  right, wrong = 0, 0
end

function response(status, headers, body)
  if status == 200 and body == expected then right = right + 1 else wrong = wrong + 1 end
end

function done(summary, latency)
  local right, wrong = 0, 0
  for _, thread in ipairs(threads) do
    right = right + thread:get("right")
    wrong = wrong + thread:get("wrong")
  end
  io.write(string.format("wrk: %d right, %d wrong, %.0f requests/s, median %.1f ms, 99%% %.1f ms\n", right, wrong,
                         summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
                         latency:percentile(99) / 1e3))
end
