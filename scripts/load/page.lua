-- Fetches a page; with BENCH_UNCACHED each request has another address, so that none is kept.
local number = 0
local path = os.getenv("BENCH_PATH")
local uncached = os.getenv("BENCH_UNCACHED")
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init()
  plain = wrk.format("GET", path)
end

function request()
  if uncached == nil then return plain end
  number = number + 1
  return wrk.format("GET", path .. "?n=" .. id .. "-" .. number)
end

function done(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT requests=%d bytes=%d wrong=%d seconds=%.3f p50=%.2f p95=%.2f p99=%.2f\n",
    summary.requests, summary.bytes, wrong, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
