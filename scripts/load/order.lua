-- A whole order through HTTP: put the bench's scarf into a new basket, then check out with it.
-- wrk's threads share nothing; each keeps the cookies that it was given until it has spent them.
local number = 0
local waiting = {}
local base = os.getenv("BENCH_BASE")
local variant = os.getenv("BENCH_VARIANT")
local total = os.getenv("BENCH_TOTAL")
local run = os.getenv("BENCH_RUN")
local form = "application/x-www-form-urlencoded"
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init()
  orders, baskets, wrong = 0, 0, 0
  local headers = { ["Content-Type"] = form }
  add = wrk.format("POST", base .. "/basket", headers, "variant=" .. variant .. "&quantity=1")
end

function request()
  local cookie = table.remove(waiting)
  if cookie == nil then return add end
  number = number + 1
  local body = "email=fan%40example.org&name=A+Fan&line1=1+Main+Street&line2=&city=New+York&region=NY&postcode=10001"
    .. "&card=4242424242424242&expected_total=" .. total .. "&idempotency_key=" .. run .. "-" .. id .. "-" .. number
  return wrk.format("POST", base .. "/checkout", { ["Content-Type"] = form, ["Cookie"] = cookie }, body)
end

function response(status, headers)
  local location = headers["Location"] or headers["location"] or ""
  if status == 303 and location:find("/orders/", 1, true) then
    orders = orders + 1
  elseif status == 303 and location:find("/basket?added", 1, true) then
    baskets = baskets + 1
    local cookie = headers["Set-Cookie"] or headers["set-cookie"]
    table.insert(waiting, cookie:match("^[^;]+"))
  else
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local orders, baskets, wrong = 0, 0, 0
  for _, thread in ipairs(threads) do
    orders = orders + thread:get("orders")
    baskets = baskets + thread:get("baskets")
    wrong = wrong + thread:get("wrong")
  end
  io.write(string.format("RESULT orders=%d baskets=%d wrong=%d seconds=%.3f p50=%.2f p95=%.2f p99=%.2f\n", orders, baskets,
    wrong, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3))
end
