-- Moves heads of audit logs, each from the one that is kept ('' = none) to another, in threes: workspace, from, to. A value is a
-- head, a blank, and the second at which the first one was kept. Tells how many have moved.
local moved, now = 0, redis.call('TIME')[1]
for i = 1, #ARGV, 3 do
  local value = redis.call('HGET', KEYS[1], ARGV[i])
  local head, since = '', now
  if value then
    head, since = string.match(value, '^(%S+) (%d+)$')
  end
  if head == ARGV[i + 1] then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2] .. ' ' .. since)
    moved = moved + 1
  end
end
return moved
