#!lua name=colleckt_@HASH@

-- The guarded cache of tokens. One key a token, {ns}:t:{id}, holds one of
--   a record     'R' format version filled_at touch_at hash | expires flags workspace id [abilities] [addresses] [rate]
--   a tombstone  'T' format              dead for good
--   a floor      'F' format version      ask Postgres, version or later
-- and absence means "ask Postgres". {ns} comes from the run id of this very process, so a restarted, restored or replaced
-- Redis is cold. {ns}:c counts changes: a fill is refused when one came after its miss. {ns}:r:{id} is a rate limit's state.
-- Numbers are big-endian; what is longer than one byte and variable is preceded by its length.

local TOMBSTONE = 'T'
local RECORD_HEAD, TOMBSTONE_HEAD, FLOOR_HEAD = 'R\1', 'T\1', 'F\1' -- kind and format; an unknown format is a miss

local IDLE_MS = 300000 -- a record lives this long after its last touch, 10 % more or less
local TOUCH_BEFORE_S = 150 -- and is touched when less than this is left
local MARK_MS = 900000 -- tombstones and floors
local STALE_S = 3600 -- an older record is a miss as long as Postgres can be asked
local FILL_MS = 5000 -- a fill comes at most this long after its miss
local COUNTER_S = 86400

local POSTGRES_ANSWERS = 1 -- flag of a request

local PAUSED, SANDBOX, EVERY_ABILITY, ADDRESSES, RATE = 1, 2, 4, 8, 16 -- flags of a record

-- Positions in a record.
local VERSION, FILLED, TOUCH, HASH, TAIL = 3, 7, 11, 15, 47

-- Bound at the first call: a library that is being loaded sees none of them.
local sub, byte, pack, unpack_from

local own_namespace

local function namespace()
  if not own_namespace then
    sub, byte, pack, unpack_from = string.sub, string.byte, struct.pack, struct.unpack
    own_namespace = sub(string.match(redis.call('INFO', 'server'), 'run_id:(%x+)'), 1, 12)
  end
  return own_namespace
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + time[2] / 1000
end

local function random_from(nonce)
  return string.format('%.0f', (unpack_from('>I6', nonce)))
end

-- The number of changes; starts anywhere, so that a flush changes it.
local function counter(ns, nonce)
  local key = ns .. ':c'
  local value = redis.call('GET', key)
  if not value then
    value = random_from(nonce)
    redis.call('SET', key, value, 'EX', COUNTER_S)
  end
  return value
end

local function count_change(ns, nonce)
  counter(ns, nonce)
  redis.call('INCR', ns .. ':c')
  redis.call('EXPIRE', ns .. ':c', COUNTER_S)
end

-- Stores a record that lives from now on; jitter spreads the expiry of records that came together.
local function store(key, record, at, filled_at)
  local ttl = IDLE_MS * 0.9 + (at * 7919) % (IDLE_MS * 0.2)
  local seconds = math.floor(at / 1000)
  local touch_at = seconds + math.floor(ttl / 1000) - TOUCH_BEFORE_S
  local stored = sub(record, 1, FILLED - 1) .. pack('>I4I4', filled_at or seconds, touch_at) .. sub(record, HASH)
  redis.call('SET', key, stored, 'PX', math.floor(ttl))
  return stored
end

local function is_record(value)
  return value and sub(value, 1, 2) == RECORD_HEAD
end

local function is_tombstone(value)
  return value and sub(value, 1, 1) == TOMBSTONE
end

-- Filled long ago, or by a clock that was ahead.
local function is_stale(record, at)
  local age = at / 1000 - unpack_from('>I4', record, FILLED)
  return age > STALE_S or age < -FILL_MS / 1000
end

local function has(flags, flag)
  return flags % (flag + flag) >= flag
end

local function holds(abilities, wanted)
  local padded = ' ' .. abilities .. ' '
  return string.find(padded, ' ' .. wanted .. ' ', 1, true)
    or (sub(wanted, 1, 7) ~= 'tokens:' and string.find(padded, ' * ', 1, true))
end

-- Whether one of the blocks at that position holds the address, and the position after them.
local function admits(record, position, address)
  local count = byte(record, position)
  local found = false
  for i = 0, count - 1 do
    local start = position + 1 + i * 17
    local bits = byte(record, start + 16)
    local whole = math.floor(bits / 8)
    if sub(record, start, start + whole - 1) == sub(address, 1, whole) then
      local unit = 2 ^ (8 - bits % 8)
      found = found
        or bits % 8 == 0
        or math.floor(byte(record, start + whole) / unit) == math.floor(byte(address, whole + 1) / unit)
    end
  end
  return found, position + 1 + count * 17
end

-- GCRA. The key holds the theoretical arrival time of the next call, in milliseconds.
local function take_from_quota(key, limit, window_s, at)
  local window = window_s * 1000
  local interval = window / limit
  local arrival = math.max(at, math.min(at + window, tonumber(redis.call('GET', key) or '0')))
  local wait = arrival - at - (window - interval)
  if wait > 0.001 then
    return nil, math.ceil(wait)
  end
  local busy = arrival + interval - at
  redis.call('SET', key, string.format('%.3f', at + busy), 'PX', math.max(1, math.ceil(busy)))
  return math.floor((window - busy) / interval + 0.001), math.ceil(busy)
end

-- The verdict on a check by a record: a letter and what belongs to it. token/Judge.java says the same in the same order.
local function judge(record, check, i, ns, at)
  if sub(record, HASH, TAIL - 1) ~= check.hash[i] then
    return 'W'
  end
  local expires, flags, _, _, position = unpack_from('>I6BI4Bc0', record, TAIL)
  if at >= expires then
    return 'E'
  end
  if flags == EVERY_ABILITY or flags == EVERY_ABILITY + SANDBOX then
    if sub(check.ability[i], 1, 7) == 'tokens:' then
      return 'B'
    end
    return 'A' .. sub(record, TAIL)
  end
  if has(flags, PAUSED) then
    return 'P'
  end
  local abilities = '*'
  if not has(flags, EVERY_ABILITY) then
    abilities, position = unpack_from('>Hc0', record, position)
  end
  if has(flags, ADDRESSES) then
    local admitted
    admitted, position = admits(record, position, check.address[i])
    if not admitted then
      return 'I'
    end
  end
  local wanted = check.ability[i]
  if wanted ~= '' and not holds(abilities, wanted) then
    return 'B'
  end
  if has(flags, RATE) then
    local limit, window = unpack_from('>I4I4', record, position)
    local remaining, wait = take_from_quota(ns .. ':r:' .. check.id[i], limit, window, at)
    if not remaining then
      return 'L' .. pack('>I4I4I4', wait, limit, window)
    end
    return 'Q' .. pack('>I4I4I4I4', remaining, wait, limit, window) .. sub(record, TAIL)
  end
  return 'A' .. sub(record, TAIL)
end

-- The checks of a request as columns; reading all of them before anything is written means that nothing aborts half-way.
local function new_checks()
  return { id = {}, hash = {}, address = {}, ability = {}, key = {} }
end

local function read_check(checks, i, ns, blob, position)
  local id, hash, address, ability, after = unpack_from('>Bc0c32c16Bc0', blob, position)
  checks.id[i], checks.hash[i], checks.address[i], checks.ability[i] = id, hash, address, ability
  checks.key[i] = ns .. ':t:' .. id
  return after
end

-- A reply begins with the nonce of its request, so that one that reached the wrong caller is known as such.
local function reply(nonce, ns, at, changes, verdicts)
  return nonce .. ns .. pack('>I6Bc0', at, #changes, changes) .. table.concat(verdicts)
end

-- Judges a batch of checks; what only Postgres knows comes back as a miss.
local function check_batch(_, args)
  local blob, ns, at = args[1], namespace(), now()
  local flags, nonce, count, position = unpack_from('>Bc6H', blob)
  local checks, verdicts, changes = new_checks(), {}, ''
  for i = 1, count do
    position = read_check(checks, i, ns, blob, position)
  end
  local values = redis.call('MGET', unpack(checks.key))
  local may_miss = flags == POSTGRES_ANSWERS
  local seconds = at / 1000
  for i = 1, count do
    local value = values[i]
    if is_record(value) and not (may_miss and is_stale(value, at)) then
      verdicts[i] = judge(value, checks, i, ns, at)
      local touch_at = unpack_from('>I4', value, TOUCH)
      if seconds >= touch_at or touch_at > seconds + IDLE_MS / 1000 then
        store(checks.key[i], value, at, (unpack_from('>I4', value, FILLED)))
      end
    elseif is_tombstone(value) then
      verdicts[i] = 'V'
    else
      verdicts[i] = 'M'
      changes = counter(ns, nonce)
    end
  end
  -- The batch goes on record here, last: one entry of the activity stream.
  return reply(nonce, ns, at, changes, verdicts)
end

-- Whether what Postgres said after a miss may be stored: nothing has changed since, and it does not come late.
local function may_store(fill, value, ns, changes, at)
  local age = at - fill.missed_at
  local floor_met = not value
    or sub(value, 1, 2) ~= FLOOR_HEAD
    or is_tombstone(fill.record)
    or unpack_from('>I4', fill.record, VERSION) >= unpack_from('>I4', value, VERSION)
  return fill.ns == ns and fill.changes == changes and age >= 0 and age <= FILL_MS and floor_met
end

local function fill_one(fill, checks, i, ns, changes, at)
  local key = checks.key[i]
  local value = redis.call('GET', key)
  if is_tombstone(value) then
    return 'V'
  elseif is_record(value) and not is_stale(value, at) then
    return judge(value, checks, i, ns, at)
  end
  local allowed = may_store(fill, value, ns, changes, at)
  if is_tombstone(fill.record) then
    if allowed then
      redis.call('SET', key, fill.record, 'PX', MARK_MS)
    end
    return 'V'
  elseif not allowed then
    return 'M'
  end
  return judge(store(key, fill.record, at), checks, i, ns, at)
end

-- Stores what Postgres said after misses, and judges by it: the fill is the verdict.
local function fill_batch(_, args)
  local blob, ns, at = args[1], namespace(), now()
  local _, nonce, count, position = unpack_from('>Bc6H', blob)
  local checks, fills, verdicts = new_checks(), {}, {}
  for i = 1, count do
    local fill = {}
    fill.ns, fill.changes, fill.missed_at, fill.record, position = unpack_from('>c12Bc0I6Hc0', blob, position)
    fills[i] = fill
    position = read_check(checks, i, ns, blob, position)
  end
  local changes = counter(ns, nonce)
  for i = 1, count do
    verdicts[i] = fill_one(fills[i], checks, i, ns, changes, at)
  end
  -- The batch goes on record here, last: one entry of the activity stream.
  return reply(nonce, ns, at, changes, verdicts)
end

-- Places tombstones, and floors where nothing as new stands. Each counts as a change. With none, tells namespace and time.
local function place_batch(_, args)
  local blob, ns, at = args[1], namespace(), now()
  local _, nonce, count, position = unpack_from('>Bc6H', blob)
  local marks = {}
  for i = 1, count do
    local mark = {}
    mark.kind, mark.version, mark.id, position = unpack_from('>c1I4Bc0', blob, position)
    marks[i] = mark
  end
  for i = 1, count do
    local mark = marks[i]
    local key = ns .. ':t:' .. mark.id
    count_change(ns, nonce)
    if mark.kind == TOMBSTONE then
      redis.call('SET', key, TOMBSTONE_HEAD, 'PX', MARK_MS)
    else
      local value = redis.call('GET', key)
      local versioned = value and (sub(value, 1, 2) == FLOOR_HEAD or is_record(value))
      local newer = versioned and unpack_from('>I4', value, VERSION) >= mark.version
      if not is_tombstone(value) and not newer then
        redis.call('SET', key, FLOOR_HEAD .. pack('>I4', mark.version), 'PX', MARK_MS)
      end
    end
  end
  return reply(nonce, ns, at, '', {})
end

redis.register_function('check_@HASH@', check_batch)
redis.register_function('fill_@HASH@', fill_batch)
redis.register_function { function_name = 'place_@HASH@', callback = place_batch, flags = { 'allow-oom' } }
