"""Verifies exported access trails, with the standard library of Python only.

    RELAIS_TRACE_CLE=<base64> python3 verifier_trace.py [--ancres sceaux.jsonl] trace.jsonl...

A trail is JSON lines (`npm run tracabilite -- exporter`). Anchors are JSON lines that hold numero, rang, empreinte
and sceau: the lines that the services log at each seal, kept elsewhere. One JSON report a trail is printed; the exit
code is 0 when all are intact, 1 when one is not, 2 when the question is not understood.

Format: a text is `length:text,` (length in bytes of UTF-8), nothing is `-,`. The hash of a line is
SHA-256(hash before, as bytes || fields); the first `hash before` is SHA-256("relais:access-trail:1:" || service).
A seal's mac is HMAC-SHA-256(key, service, number, rank, hash, at, previous mac).
"""
import argparse
import base64
import binascii
import hashlib
import hmac
import json
import os
import sys
from datetime import datetime, timedelta, timezone

LINE = ("id", "xid", "at", "agent", "structure", "departement", "subject", "action", "kind", "purpose", "granted", "reason", "origin")
LEAST_DAYS = 365
CHAINED_WITHIN = timedelta(minutes=10)


def piece(value):
    if value is None:
        return b"-,"
    if isinstance(value, bool):
        value = "true" if value else "false"
    text = str(value).encode("utf-8")
    return str(len(text)).encode("ascii") + b":" + text + b","


def joined(values):
    return b"".join(piece(value) for value in values)


def instant(text):
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    except (TypeError, ValueError):
        return None


def previous_bytes(text):
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        return b""


def check(records, key, anchors):
    """Every way in which a trail differs from what was written, as (what, where)."""
    found = []
    service = None
    kept_since = exported = None
    lines = pending = 0
    rank, running = 0, ""
    sealed = {"number": 0, "rank": 0, "mac": "0" * 64}
    last = None
    for position, record in enumerate(records, 1):
        if "header" in record:
            head = record["header"]
            if service is not None:
                found.append(("second header", position))
            service = str(head.get("service", ""))
            days = head.get("retentionDays", 0)
            if days < LEAST_DAYS:
                found.append(("retention too short", position))
            exported = instant(head.get("exportedAt")) or datetime.now(timezone.utc)
            kept_since = min(exported, datetime.now(timezone.utc)) - timedelta(days=max(days, LEAST_DAYS))
            running = hashlib.sha256(("relais:access-trail:1:" + service).encode()).hexdigest()
            continue
        if service is None:
            found.append(("no header", position))
            break
        if "seal" in record:
            seal = record["seal"]
            number = seal["number"]
            if number != sealed["number"] + 1 or seal["previous"] != sealed["mac"]:
                found.append(("seal out of place", number))
            expected = hmac.new(key, joined([service, number, seal["rank"], seal["hash"], seal["at"], seal["previous"]]), hashlib.sha256)
            if not hmac.compare_digest(expected.hexdigest().encode(), str(seal["mac"]).encode()):
                found.append(("forged seal", number))
            if (seal["rank"], seal["hash"]) != (rank, running):
                when = instant(seal["at"])
                if lines or when is None or when >= kept_since:
                    found.append(("chain differs from seal", number))
            told = anchors.get(number)
            if told is not None and told != (seal["rank"], seal["hash"], seal["mac"]):
                found.append(("seal differs from what was told", number))
            rank, running, sealed = seal["rank"], seal["hash"], seal
            continue
        line = record["line"]
        place = (int(line.get("xid") or 0), line.get("id") or 0)
        if line.get("hash") is None:
            pending += 1
            when = instant(line.get("at"))
            if when is None or when < exported - CHAINED_WITHIN or (last is not None and place < last):
                found.append(("line outside of the chain", line.get("id")))
            continue
        lines += 1
        if line.get("rank") != rank + 1:
            found.append(("rank out of order", line.get("rank")))
        if line.get("at") is None or line.get("rank") is None:
            found.append(("line gone", line.get("rank")))
        else:
            text = joined([line["rank"]] + [line.get(name) for name in LINE])
            if hashlib.sha256(previous_bytes(running) + text).hexdigest() != line["hash"]:
                found.append(("line changed", line["rank"]))
        rank = line["rank"] if line.get("rank") is not None else rank + 1
        running = line["hash"]
        last = place
    if service is None:
        found.append(("no header", 0))
    if rank > sealed["rank"]:
        found.append(("lines without seal", rank))
    for number in anchors:
        if number > sealed["number"]:
            found.append(("seal missing at the end", number))
    return {
        "service": service,
        "intact": not found,
        "lines": lines,
        "seals": sealed["number"],
        "notChained": pending,
        "faults": [{"what": what, "where": where} for what, where in found[:100]],
    }


def json_lines(path):
    with open(path, encoding="utf-8") as file:
        for text in file:
            if text.strip():
                yield json.loads(text)


def anchors_of(path):
    told = {}
    if path is not None:
        for line in json_lines(path):
            if "numero" in line and "sceau" in line:
                told[line["numero"]] = (line["rang"], line["empreinte"], line["sceau"])
    return told


def main():
    arguments = argparse.ArgumentParser(description="Vérifie des traces d’accès exportées.")
    arguments.add_argument("--ancres")
    arguments.add_argument("traces", nargs="+")
    asked = arguments.parse_args()
    try:
        key = base64.b64decode(os.environ["RELAIS_TRACE_CLE"], validate=True)
    except (KeyError, binascii.Error):
        sys.exit("RELAIS_TRACE_CLE : attendus 32 octets en base64")
    anchors = anchors_of(asked.ancres)
    whole = True
    for path in asked.traces:
        report = check(json_lines(path), key, anchors)
        whole = whole and report["intact"]
        print(json.dumps({"file": path, **report}, ensure_ascii=False))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
