"""Print what each student of a running hub takes of the memory, in MiB. It works on Linux.

It counts PSS: memory that several processes share is divided among them, so that the sums are
true. It sees the processes of its own account; as root, those of everybody.
"""

import sys
from collections import defaultdict
from pathlib import Path

import psutil

MIB = 2**20
SIGNS = {"jwt-lessons": "server", "ipykernel_launcher": "kernels"}
"""The program or module in the command of a process that is counted there."""


def kind(command: list[str]) -> str:
    """Return what a student's process is for."""
    for sign, name in SIGNS.items():
        if any(Path(word).name == sign for word in command):
            return name
    return "others"


def measure() -> dict[str, dict[str, list[float]]]:
    """Return the PSS in MiB of each process of each student, by what it is for."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for process in psutil.process_iter():
        try:
            if student := process.environ().get("JUPYTERHUB_USER"):
                size = process.memory_full_info().pss / MIB
                found[student][kind(process.cmdline())].append(size)
        except psutil.Error:
            continue  # it has ended, or is another account's
    return found


def main() -> None:
    """Print a line for each student, and the mean of all."""
    students = measure()
    if not students:
        sys.exit("No student has a server that this account may look at. On a hub of root: sudo.")
    print(f"{'student':<16}{'server':>8}{'kernels':>16}{'others':>8}{'MiB':>8}")
    for student, kinds in sorted(students.items()):
        server, kernels, others = (kinds[name] for name in ("server", "kernels", "others"))
        each = f"{len(kernels)}: {sum(kernels):.0f}"
        total = sum(map(sum, kinds.values()))
        print(f"{student:<16}{sum(server):>8.0f}{each:>16}{sum(others):>8.0f}{total:>8.0f}")
    everything = sum(sum(map(sum, kinds.values())) for kinds in students.values())
    print(f"{len(students)} students, {everything:.0f} MiB, {everything / len(students):.0f} each")


if __name__ == "__main__":
    main()
