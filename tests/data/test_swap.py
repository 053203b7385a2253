"""A restored log takes its place whole, whenever the renaming was cut."""

from pathlib import Path

from data import snapshots, swap


def waiting(home: Path) -> None:
    (home / "user").mkdir(parents=True)
    (home / "user" / "who").write_text("old", encoding="utf-8")
    (swap.ready() / "user").mkdir(parents=True)
    (swap.ready() / "user" / "who").write_text("new", encoding="utf-8")


def test_the_old_log_is_set_aside(home: Path) -> None:
    waiting(home)
    assert swap.finish()
    assert (home / "user" / "who").read_text(encoding="utf-8") == "new"
    assert [(path / "who").read_text(encoding="utf-8") for path in swap.replaced()] == ["old"]
    assert not swap.finish()


def test_cut_between_the_two_renames_it_is_finished_by_the_next_writer(home: Path) -> None:
    waiting(home)
    (home / "user").rename(home / "before-restore-0001")
    with snapshots.writing():
        assert not (home / "user").exists()  # nothing empty in the way of the one that comes
        assert swap.finish()
    assert (home / "user" / "who").read_text(encoding="utf-8") == "new"


def test_cut_after_the_renames_only_the_empty_folder_goes(home: Path) -> None:
    waiting(home)
    (home / "user").rename(home / "before-restore-0001")
    (swap.ready() / "user").rename(home / "user")
    assert swap.finish()
    assert not swap.pending()
    assert (home / "user" / "who").read_text(encoding="utf-8") == "new"


def test_a_log_that_goes_back_is_there_again_even_if_cut_half_way(home: Path) -> None:
    waiting(home)
    swap.finish()
    swap.back()
    assert (home / "user" / "who").read_text(encoding="utf-8") == "old"
    assert not swap.pending() and swap.replaced() == []
    (home / "user").rename(home / "before-restore-0001")
    with snapshots.writing():
        assert swap.finish()
    assert (home / "user" / "who").read_text(encoding="utf-8") == "old"
