"""Reads [{"schema": …, "hex": "…"}, …] on stdin; prints what an Avro client that is not ours makes of each."""
import datetime
import io
import json
import sys
import uuid

import fastavro


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"a {type(value).__name__} has no plain form here")


def decoded(item):
    stream = io.BytesIO(bytes.fromhex(item["hex"]))
    value = fastavro.schemaless_reader(stream, fastavro.parse_schema(item["schema"]))
    if stream.read(1):
        raise ValueError("bytes are left over")
    return value


json.dump([decoded(item) for item in json.load(sys.stdin)], sys.stdout, default=plain)
