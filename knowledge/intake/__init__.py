"""Getting articles in safely, and out again: `base.intake`, an `Intake`, is the one door.

    preview = await base.intake.preview(Material(name, content))   # reads it aside; nothing of the base is touched
    report = await base.intake.keep(preview.token)                 # writes the article and reloads
    await base.intake.drop(preview.token)
    report = await base.intake.remove(article_id)                  # moves it to <data>/removed and reloads
    report = await base.intake.put_back(file)
    base.intake.check(name, size)                                  # refuses by name and size before anything is read
    await base.intake.removed()                                    # what may be put back: tuple[Removed, ...]

`preview` and `check` raise ArticleError, and `preview` IntakeError where nothing can be written down; `keep`, `remove`
and `put_back` raise IntakeError, and BuildError where the files were moved but the reload failed. A token is ten
characters of a-z2-7, made from the material: it stays good over a restart, until the material is kept, dropped, or
seven days old.
"""

from knowledge.intake.intake import LIMIT_BYTES, Intake, with_kept
from knowledge.intake.values import Preview, Removed

__all__ = ["LIMIT_BYTES", "Intake", "Preview", "Removed", "with_kept"]
