"""An invented scenario to save, spoil and read back."""

from data.scenarios import Result, Scenario

RESULT = Result(
    "4253", "4352", "42", "43", 1, 259437.2, 4561.5, 188830.0, 3900.25, 24, 31.25, 78.5, "4361"
)  # fmt: skip


def scenario(name: str = "Proposition A", **changed: object) -> Scenario:
    values = {"name": name, "settings": {"area": "within_reach", "fixed": "4253"}, "result": RESULT, "snapshot": 3}
    return Scenario(**{**values, "facts": "f" * 64, "sheet": {"host": "CRDA"}, **changed})  # type: ignore[arg-type]
