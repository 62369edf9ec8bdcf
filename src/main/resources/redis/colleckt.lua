#!lua name=colleckt_@HASH@

-- The guarded cache of tokens. One key a token, {ns}:t:{id}, holds one of
--   a record     'R' version filled_at touch_at expires flags hash workspace id [abilities] [addresses] [rate]
--   a tombstone  'T'            dead for good
--   a floor      'F' version    ask Postgres, version or later
-- and absence means "ask Postgres". {ns} comes from the run id of this very process, so a restarted, restored or replaced
-- Redis is cold. {ns}:c counts changes: a fill is refused when one came after its miss. {ns}:r:{id}:{limit}:{window} is a rate limit's state.
-- Numbers are big-endian; what is longer than one byte and variable is preceded by its length.
--
-- And the activity stream: what a call judges is on record before its reply leaves. {ns}:a:{incarnation} is the stream that this
-- library appends to; the set activity:streams lists it, beside those of other libraries and of earlier processes. A library opens
-- another stream whenever its own is not listed (any more), as after a flush. One call appends one entry, as its last effect, or
-- none when it has judged nothing:
--   v   format, time of judging (6 bytes, milliseconds), the letter of each verdict, 'M' for what was not judged
--   c   the checks, as activity/EntryFormat.java wrote them: the second argument of check and fill, passed on unread
-- All arguments are read before the first effect, so that nothing aborts half-way. Without memory Redis refuses check and fill
-- before it executes them, and Postgres judges; only place may go on.

-- The first letter is kind and format in one; another format gets another letter, and an unknown one is a miss.
local TOMBSTONE, FLOOR = 'T', 'F'
local RECORD_BYTE, TOMBSTONE_BYTE, FLOOR_BYTE = 82, 84, 70

local IDLE_MS = 300000 -- a record lives this long after its last touch, 10 % more or less
local TOUCH_BEFORE_S = 150 -- and is touched when less than this is left
local MARK_MS = 900000 -- tombstones and floors
local STALE_S = 3600 -- an older record is a miss as long as Postgres can be asked
local FILL_S = 5 -- a fill comes at most this long after its miss
local COUNTER_S = 86400

local ENTRY_FORMAT = 1
local STREAMS = 'activity:streams'
local MOST_CHECKS = 1000 -- in one call
local SHORTEST_CHECK, LONGEST_CHECK = 9, 1324 -- in the entry, bytes
local LONGEST_NAME = 255 -- of a stream
local NOT_JUDGED = 77 -- 'M'

local POSTGRES_ANSWERS = 1 -- flag of a request

local PAUSED, SANDBOX, EVERY_ABILITY, ADDRESSES, RATE = 1, 2, 4, 8, 16 -- flags of a record

-- Positions in a record.
local VERSION, FILLED, EXPIRES, HASH, WORKSPACE = 2, 6, 14, 21, 53

-- Bound at the first call: a library that is being loaded sees none of them.
local sub, byte, char, find, pack, unpack_from

local own_namespace, own_stream

local function namespace()
  if not own_namespace then
    sub, byte, char, find = string.sub, string.byte, string.char, string.find
    pack, unpack_from = struct.pack, struct.unpack
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
  local stored = sub(record, 1, FILLED - 1) .. pack('>I4I4', filled_at or seconds, touch_at) .. sub(record, EXPIRES)
  redis.call('SET', key, stored, 'PX', math.floor(ttl))
  return stored
end

local function kind(value)
  return value and byte(value)
end

-- Filled long ago, or by a clock that was ahead.
local function is_stale(filled_at, seconds)
  return filled_at < seconds - STALE_S or filled_at > seconds + FILL_S
end

local function has(flags, flag)
  return flags % (flag + flag) >= flag
end

local function holds(abilities, wanted)
  local padded = ' ' .. abilities .. ' '
  return find(padded, ' ' .. wanted .. ' ', 1, true)
    or (sub(wanted, 1, 7) ~= 'tokens:' and find(padded, ' * ', 1, true))
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

-- GCRA. The key holds the theoretical arrival time of the next call, in milliseconds. Tells how many more calls may come (nil: not
-- even this one), when the quota is whole again, and how long a refused call must wait.
local function take_from_quota(key, limit, window_s, at)
  local window = window_s * 1000
  local interval = window / limit
  local arrival = math.max(at, math.min(at + window, tonumber(redis.call('GET', key) or '0')))
  local wait = arrival - at - (window - interval)
  if wait > 0.001 then
    return nil, math.ceil(arrival - at), math.ceil(wait)
  end
  local busy = arrival + interval - at
  redis.call('SET', key, string.format('%.3f', at + busy), 'PX', math.max(1, math.ceil(busy)))
  return math.floor((window - busy) / interval + 0.001), math.ceil(busy)
end

-- The checks of the request that is being served, as columns; kept from call to call, since making them anew costs more than
-- filling them. Ability and address are read where a record asks for them: most ask for neither.
local key, hash, ability_length, rest = {}, {}, {}, {}
local ADDRESS_LENGTH = 16

local function require_entry(entry, count)
  if not entry or #entry < count * SHORTEST_CHECK or #entry > count * LONGEST_CHECK then
    error('The checks are not to be recorded like that.')
  end
end

-- Reads all checks before anything is written, so that nothing aborts half-way.
local function read_checks(blob, prefix, count, position)
  if count > MOST_CHECKS then
    error('There are too many checks.')
  end
  for i = 1, count do
    local id
    id, hash[i], ability_length[i], rest[i] = unpack_from('>Bc0c32B', blob, position)
    key[i] = prefix .. id
    position = rest[i] + ability_length[i] + ADDRESS_LENGTH
  end
end

-- The verdict by what a record demands beyond the right secret in time.
local function judge_grant(record, flags, blob, i, ns, at)
  if has(flags, PAUSED) then
    return 'P'
  end
  local address_at = rest[i] + ability_length[i]
  local wanted = sub(blob, rest[i], address_at - 1)
  local address = sub(blob, address_at, address_at + ADDRESS_LENGTH - 1)
  local _, id, position = unpack_from('>I4Bc0', record, WORKSPACE)
  local abilities = '*'
  if not has(flags, EVERY_ABILITY) then
    abilities, position = unpack_from('>Hc0', record, position)
  end
  if has(flags, ADDRESSES) then
    local admitted
    admitted, position = admits(record, position, address)
    if not admitted then
      return 'I'
    end
  end
  if wanted ~= '' and not holds(abilities, wanted) then
    return 'B'
  end
  if has(flags, RATE) then
    local limit, window = unpack_from('>I4I4', record, position)
    local remaining, whole, wait = take_from_quota(table.concat({ ns, 'r', id, limit, window }, ':'), limit, window, at)
    if not remaining then
      return 'L' .. pack('>I4I4I4I4', wait, whole, limit, window)
    end
    return 'Q' .. pack('>I4I4I4I4', remaining, whole, limit, window) .. record
  end
  return record
end

-- The verdict on a check by a record: a letter and what belongs to it; the record itself, which begins with its own letter,
-- accepts. token/Judge.java says the same in the same order.
local function judge(record, expires, flags, blob, i, ns, at)
  if find(record, hash[i], HASH, true) ~= HASH then
    return 'W'
  elseif at >= expires then
    return 'E'
  elseif ability_length[i] == 0 and (flags == EVERY_ABILITY or flags == EVERY_ABILITY + SANDBOX) then
    return record
  end
  return judge_grant(record, flags, blob, i, ns, at)
end

-- A reply begins with the nonce of its request, so that one that reached the wrong caller is known as such.
local function reply(nonce, ns, at, changes, verdicts)
  return nonce .. ns .. pack('>I6Bc0', at, #changes, changes) .. table.concat(verdicts)
end

local function open_stream(ns, nonce)
  own_stream = ns .. ':a:' .. random_from(nonce)
end

-- Whether the stream to append to is listed. If not, it is another one from here on.
local function finds_stream(ns, nonce)
  if own_stream and redis.call('SISMEMBER', STREAMS, own_stream) == 1 then
    return true
  end
  open_stream(ns, nonce)
  return redis.call('SISMEMBER', STREAMS, own_stream) == 1
end

local function append(verdicts, entry, is_listed)
  if not is_listed then
    redis.call('SADD', STREAMS, own_stream)
  end
  return redis.pcall('XADD', own_stream, '*', 'v', verdicts, 'c', entry)
end

-- Puts a batch on record, unless nothing was judged in it.
local function put_on_record(letters, entry, is_listed, ns, nonce, at)
  if not letters then
    return
  end
  local verdicts = pack('>BI6', ENTRY_FORMAT, at) .. letters
  if type(append(verdicts, entry, is_listed)) == 'table' then
    -- Somebody has put something else in its place.
    open_stream(ns, nonce)
    if type(append(verdicts, entry, false)) == 'table' then
      error('The batch cannot be put on record.')
    end
  end
end

-- The letters of so many records that accept.
local accepted = {}

local function all_accepted(count)
  local letters = accepted[count]
  if not letters then
    letters = string.rep('R', count)
    accepted[count] = letters
  end
  return letters
end

local letter_of = {}

-- The letter of each verdict; nil when nothing was judged.
local function letters_of(verdicts, count)
  local judged = false
  for i = 1, count do
    local letter = byte(verdicts[i])
    letter_of[i] = letter
    judged = judged or letter ~= NOT_JUDGED
  end
  return judged and char(unpack(letter_of, 1, count)) or nil
end

-- Judges a batch of checks; what only Postgres knows comes back as a miss.
local function check_batch(_, args)
  local ns, at, blob, verdicts, changes = namespace(), now(), args[1], {}, ''
  local flags, nonce, count, position = unpack_from('>Bc6H', blob)
  read_checks(blob, ns .. ':t:', count, position)
  require_entry(args[2], count) -- on record
  local is_listed = finds_stream(ns, nonce) -- on record
  local values = redis.call('MGET', unpack(key, 1, count))
  local may_miss, seconds, plain = flags == POSTGRES_ANSWERS, at / 1000, 0
  for i = 1, count do
    local value = values[i]
    local letter = kind(value)
    local verdict = 'M'
    if letter == RECORD_BYTE then
      local filled_at, touch_at, expires, record_flags = unpack_from('>I4I4I6B', value, FILLED)
      if not (may_miss and is_stale(filled_at, seconds)) then
        verdict = judge(value, expires, record_flags, blob, i, ns, at)
        if verdict == value then
          plain = plain + 1
        end
        if seconds >= touch_at or touch_at > seconds + IDLE_MS / 1000 then
          store(key[i], value, at, filled_at)
        end
      end
    elseif letter == TOMBSTONE_BYTE then
      verdict = 'V'
    end
    if verdict == 'M' then
      changes = counter(ns, nonce)
    end
    verdicts[i] = verdict
  end
  local letters = plain == count and all_accepted(count) or letters_of(verdicts, count) -- on record
  put_on_record(letters, args[2], is_listed, ns, nonce, at) -- on record
  return reply(nonce, ns, at, changes, verdicts)
end

-- Whether what Postgres said after a miss may be stored: nothing has changed since, and it does not come late.
local function may_store(fill, value, ns, changes, at)
  local age = at - fill.missed_at
  local floor_met = kind(value) ~= FLOOR_BYTE
    or kind(fill.record) == TOMBSTONE_BYTE
    or unpack_from('>I4', fill.record, VERSION) >= unpack_from('>I4', value, VERSION)
  return fill.ns == ns and fill.changes == changes and age >= 0 and age <= FILL_S * 1000 and floor_met
end

local function judge_by(record, blob, i, ns, at)
  local _, _, expires, flags = unpack_from('>I4I4I6B', record, FILLED)
  return judge(record, expires, flags, blob, i, ns, at)
end

local function fill_one(fill, blob, i, ns, changes, at)
  local value = redis.call('GET', key[i])
  local letter = kind(value)
  if letter == TOMBSTONE_BYTE then
    return 'V'
  elseif letter == RECORD_BYTE and not is_stale(unpack_from('>I4', value, FILLED), at / 1000) then
    return judge_by(value, blob, i, ns, at)
  end
  local allowed = may_store(fill, value, ns, changes, at)
  if kind(fill.record) == TOMBSTONE_BYTE then
    if allowed then
      redis.call('SET', key[i], fill.record, 'PX', MARK_MS)
    end
    return 'V'
  elseif not allowed then
    return 'M'
  end
  return judge_by(store(key[i], fill.record, at), blob, i, ns, at)
end

-- Stores what Postgres said after misses, and judges by it: the fill is the verdict. First what was said, then the checks.
local function fill_batch(_, args)
  local ns, at, blob, fills, verdicts = namespace(), now(), args[1], {}, {}
  local _, nonce, count, position = unpack_from('>Bc6H', blob)
  for i = 1, count do
    local fill = {}
    fill.ns, fill.changes, fill.missed_at, fill.record, position = unpack_from('>c12Bc0I6Hc0', blob, position)
    fills[i] = fill
  end
  read_checks(blob, ns .. ':t:', count, position)
  require_entry(args[2], count) -- on record
  local changes = counter(ns, nonce)
  local is_listed = finds_stream(ns, nonce) -- on record
  for i = 1, count do
    verdicts[i] = fill_one(fills[i], blob, i, ns, changes, at)
  end
  put_on_record(letters_of(verdicts, count), args[2], is_listed, ns, nonce, at) -- on record
  return reply(nonce, ns, at, changes, verdicts)
end

-- Nothing is placed over a tombstone, nor over what is as new.
local function needs_floor(value, version)
  local letter = kind(value)
  local versioned = letter == FLOOR_BYTE or letter == RECORD_BYTE
  return letter ~= TOMBSTONE_BYTE and not (versioned and unpack_from('>I4', value, VERSION) >= version)
end

-- How far a stream reaches; nil when there is none under that name.
local function end_of(stream)
  local info = redis.pcall('XINFO', 'STREAM', stream)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then
      return info[i + 1]
    end
  end
end

-- The name and the end of every stream that is listed.
local function ends()
  local told = {}
  for _, stream in ipairs(redis.pcall('SMEMBERS', STREAMS)) do
    local last = #stream <= LONGEST_NAME and end_of(stream)
    if last then
      told[#told + 1] = pack('>Bc0Bc0', #stream, stream, #last, last)
    end
  end
  return pack('>H', #told) .. table.concat(told)
end

-- Places tombstones, and floors where nothing as new stands. Each counts as a change. With none, tells namespace, time and ends.
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
      redis.call('SET', key, TOMBSTONE, 'PX', MARK_MS)
    elseif needs_floor(redis.call('GET', key), mark.version) then
      redis.call('SET', key, FLOOR .. pack('>I4', mark.version), 'PX', MARK_MS)
    end
  end
  return reply(nonce, ns, at, '', { ends() })
end

redis.register_function('check_@HASH@', check_batch)
redis.register_function('fill_@HASH@', fill_batch)
redis.register_function { function_name = 'place_@HASH@', callback = place_batch, flags = { 'allow-oom' } }
