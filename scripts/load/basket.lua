-- Puts the bench's scarf into a new basket with every request.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "variant=" .. os.getenv("BENCH_VARIANT") .. "&quantity=1"
local threads = {}

function setup(thread) table.insert(threads, thread) end

function init() baskets, wrong = 0, 0 end

function response(status, headers)
  if status == 303 then baskets = baskets + 1 else wrong = wrong + 1 end
end

function done(summary, latency)
  local baskets, wrong = 0, 0
  for _, thread in ipairs(threads) do
    baskets = baskets + thread:get("baskets")
    wrong = wrong + thread:get("wrong")
  end
  io.write(string.format("RESULT baskets=%d wrong=%d seconds=%.3f p50=%.2f p95=%.2f p99=%.2f\n", baskets, wrong,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
