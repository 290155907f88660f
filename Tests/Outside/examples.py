"""Runs the shell examples of a Markdown page as they stand, one after the other in one shell, with STADION_URL set.

    python examples.py docs/api.md

Each block between ```sh and ``` is an example. A block fails when a command in it fails (curl is asked to fail on errors). Lines of a
```json block right after it name what the answer must hold: every member that is written must be there, `...` stands for anything.
"""

import json
import os
import re
import subprocess
import sys


def blocks(text):
    return re.findall(r"^```(sh|json)\n(.*?)^```$", text, re.M | re.S)


def holds(wanted, found, path=""):
    if wanted == "...":
        return []
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            return [f"{path} is no object"]
        return [p for name, value in wanted.items() for p in
                ([f"{path}/{name} is missing"] if name not in found else holds(value, found[name], f"{path}/{name}"))]
    if isinstance(wanted, list):
        if not isinstance(found, list) or len(found) < len(wanted):
            return [f"{path} is no list of {len(wanted)}"]
        return [p for place, value in enumerate(wanted) for p in holds(value, found[place], f"{path}/{place}")]
    return [] if wanted == found else [f"{path} is {found!r} and not {wanted!r}"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        found = blocks(file.read())
    marker = "=== end of an example"
    script = ["set -euo pipefail", "curl() { command curl --silent --show-error --fail-with-body \"$@\"; }"]
    examples = [text for kind, text in found if kind == "sh"]
    for text in examples:
        script += [text, f"echo; echo '{marker}'"]
    run = subprocess.run(["bash", "-c", "\n".join(script)], capture_output=True, text=True, env=os.environ, timeout=120)
    outputs = run.stdout.split(marker)[:-1]
    if run.returncode != 0:
        sys.exit(f"example {len(outputs) + 1} of {len(examples)} failed:\n{examples[len(outputs)]}\n{run.stdout}\n{run.stderr}")
    problems, place = [], -1
    for kind, text in found:
        if kind == "sh":
            place += 1
            continue
        answer = outputs[place][outputs[place].index("{"):].strip()
        problems += [f"example {place + 1}: {p}" for p in holds(json.loads(text), json.loads(answer))]
    if problems:
        sys.exit("\n".join(problems))
    print(f"   {len(examples)} examples hold")


main()
