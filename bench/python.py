"""Writes with Arc's Python SDK: a line of input asks for so many requests, and a line of output says that they are answered."""

import json
import sys

from arc_client import ArcClient

host, port = sys.argv[1:3]
columns = json.loads(sys.stdin.readline())
client = ArcClient(host=host, port=int(port), compression=False)
print("ready", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        client.write.write_columnar("bench_cpu", columns, time_unit="ms")
    print("done", flush=True)
