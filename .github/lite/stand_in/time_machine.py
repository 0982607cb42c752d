"""What the lessons use of time-machine, by freezegun: time-machine's C part is not in Pyodide."""

from datetime import datetime, timedelta

import freezegun
from freezegun.api import FrozenDateTimeFactory, StepTickTimeFactory, TickingDateTimeFactory

freezegun.configure(
    default_ignore_list=["asyncio", "pyodide", "_pyodide", "threading", "queue"]
)  # without IPython, which stands below every cell


class Traveller:
    """Moves a clock that stands still."""

    def __init__(
        self, clock: FrozenDateTimeFactory | StepTickTimeFactory | TickingDateTimeFactory
    ) -> None:
        """Take freezegun's clock, of any kind that it starts."""
        self._clock = clock

    def shift(self, delta: timedelta | float) -> None:
        """Move it on by a timedelta, or by seconds."""
        self._clock.tick(delta)

    def move_to(self, destination: datetime, tick: bool | None = None) -> None:
        """Set it; it goes on standing still."""
        if tick:
            raise NotImplementedError("In the browser the clock of a lesson stands still.")
        self._clock.move_to(destination)


class travel:  # noqa: N801 - time-machine's name
    """Stops the clock at a moment between ``start`` and ``stop``, or in a ``with`` block."""

    def __init__(self, destination: datetime, *, tick: bool = True) -> None:
        """Take the moment; the clock stands still whatever ``tick`` says but for True."""
        if tick:
            raise NotImplementedError("In the browser the clock of a lesson stands still.")
        self._freezer = freezegun.freeze_time(destination)

    def start(self) -> Traveller:
        """Stop the clock."""
        return Traveller(self._freezer.start())

    def stop(self) -> None:
        """Let it run again."""
        self._freezer.stop()

    def __enter__(self) -> Traveller:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()
