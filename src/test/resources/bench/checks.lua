-- Asks who a token is, with the tokens of a file:
--   wrk -s checks.lua URL -- FILE any     a random line each time
--   wrk -s checks.lua URL -- FILE NUMBER  one line after the other, from that one on
-- With a third word, each connection rests before each check, that many milliseconds on average.

local BEFORE = "GET /v1/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: wrk\r\nAuthorization: Bearer "
local AFTER = "\r\n\r\n"

local tokens = {}
local turn = 0
local in_turn = true

function init(args)
  for line in io.lines(args[1]) do
    tokens[#tokens + 1] = line
  end
  in_turn = args[2] ~= "any"
  turn = in_turn and tonumber(args[2]) or 0
  math.randomseed(os.time())
  if args[3] then
    local longest = 2 * tonumber(args[3])
    function delay()
      return math.random(0, longest)
    end
  end
end

function request()
  turn = in_turn and turn % #tokens + 1 or math.random(#tokens)
  return BEFORE .. tokens[turn] .. AFTER
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
