-- Takes one call of one of the keys of a provider, by turns. Redis's own clock counts, so hosts need not agree on one.
--
-- KEYS[1]  whose turn it is
-- then for each key: the times of its last calls (µs, newest first), its calls of today, whether it is barred
-- ARGV[1]  calls a second   ARGV[2]  calls a day
--
-- {1, key, left of its day}  taken, the first key being 0
-- {0, ms}                    wait so long and ask again
-- {-1, ms}                   nothing to be had: a key is barred for so long, or all are spent (ms is then 0)
local SECOND, SOON = 1000000, 60000
local per_second, per_day = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * SECOND + tonumber(time[2])
local count = (#KEYS - 1) / 3
local turn = tonumber(redis.call('GET', KEYS[1]) or '0')
local wait, barred = nil, 0

for i = 0, count - 1 do
  local key = (turn + i) % count
  local calls, day, bar = KEYS[2 + 3 * key], KEYS[3 + 3 * key], KEYS[4 + 3 * key]
  local today = tonumber(redis.call('GET', day) or '0')
  local ban = redis.call('PTTL', bar)
  local since = SECOND
  local nth = redis.call('LINDEX', calls, per_second - 1)
  if nth then since = now - tonumber(nth) end

  if today >= per_day then
    -- spent
  elseif ban > SOON then
    if barred == 0 or ban < barred then barred = ban end
  elseif ban > 0 or (since >= 0 and since < SECOND) then
    local ms = math.max(ban, math.ceil((SECOND - since) / 1000), 1)
    if not wait or ms < wait then wait = ms end
  else
    redis.call('LPUSH', calls, string.format('%.0f', now))
    redis.call('LTRIM', calls, 0, per_second - 1)
    redis.call('PEXPIRE', calls, 2000)
    redis.call('INCR', day)
    redis.call('EXPIRE', day, 172800)
    redis.call('SET', KEYS[1], (key + 1) % count)
    return {1, key, per_day - today - 1}
  end
end

if wait then return {0, wait} end
return {-1, barred}
