-- Ends a stream of judged calls that has been brought in: KEYS are the stream and the list of all streams, ARGV[1] is how far it
-- has been brought in. What is believed of a stream may be old: a connection can outlive the process that it was opened to, when a
-- proxy keeps it. So this process says itself whether the stream is its own, and looks for the rest, in the moment of deleting.
-- Tells 'ended', 'grows' for a stream of this process, or 'more'.
local own = string.sub(string.match(redis.call('INFO', 'server'), 'run_id:(%x+)'), 1, 12) .. ':'
if string.sub(KEYS[1], 1, #own) == own then
  return 'grows'
elseif #redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', 1) > 0 then
  return 'more'
end
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], KEYS[1])
return 'ended'
