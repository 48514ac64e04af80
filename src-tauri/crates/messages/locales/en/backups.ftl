# Backups, a damaged database and the health of the data folder: problems, checks, command line, window.

## Problems

err-store-in-use = The drafts are open in another Source Desk, so their database cannot be replaced now. Nothing was changed.
fix-store-in-use = Close the other window or wait for the other command, then try again.
err-backup-gone = There is no backup “{ $subject }” any more.
fix-backup-gone = Choose another backup.
err-backup-unusable = { $why ->
    [newer] { $subject } was written by a newer Source Desk (format { $needed }), so this version cannot restore it. Nothing was changed.
    [not-ours] { $subject } is not a backup of Source Desk. Nothing was changed.
   *[damaged] { $subject } is damaged, so it was not restored. Nothing was changed.
}
fix-backup-unusable = { $why ->
    [newer] Update Source Desk, then restore it.
   *[other] Choose another backup; source-desk doctor tells where they are.
}

## Checks

doctor-place = Place
doctor-place-synchronised = The data folder is kept the same on several computers by { $program }. It copies the database without its log, which damages it. Move the data folder elsewhere (--home, SOURCE_DESK_HOME) and keep backups there instead.
doctor-place-network = The data folder is on another computer, where the locks of a database may not hold. Move it to this computer (--home, SOURCE_DESK_HOME) and keep backups there instead.
doctor-backups = Backups
doctor-kept = Kept aside

## Command line

cli-doctor-recover = Make a sound database of what can be read of a damaged one; the damaged file is kept
cli-doctor-file = A damaged database that was kept, to be read instead
cli-backup-restore = Put a backup in the place of the drafts, which are kept
cli-backup-restore-backup = The backup
cli-backup-restored = Restored { $path } (drafts: { $n })
cli-recovered = Recovered (drafts: { $n })
cli-kept = What was there before is kept: { $path }
cli-nothing-to-recover = The database is sound; there is nothing to recover.
cli-readable = Drafts that can be read of the damaged database: { $n }
cli-readable-none = Nothing can be read of the damaged database.
cli-backup-line = Backup of { $at } (drafts: { $n }): { $path }
cli-backup-only-there = only in the backup: { $slugs }
cli-backup-only-here = only in what can be read: { $slugs }
cli-backup-changed = not the same: { $slugs }
cli-ways-out = source-desk doctor --recover uses what can be read; source-desk backup restore PATH uses a backup. Either way the damaged file is kept.
cli-recovered-older = an older revision, the newest cannot be read: { $slugs }
cli-recovered-back = back, though they may have been deleted: { $slugs }
cli-recovered-lost = not readable: { $slugs }
cli-recovered-undo = What was done before can no longer be undone.

## Window

ui-backups = Backups and health
ui-backups-about = Backups are made at the start of a day, before an update changes the database and before an import of several sources. The newest ten stay, and one of each of the last eight weeks.
ui-backup-now = Back up now
ui-backup-made = Backed up
ui-backup-none = There is no backup yet
ui-backup-made-at = Made
ui-backup-drafts = Drafts
ui-backup-size = Size
ui-backup-restore = Restore…
ui-backup-restore-this = Restore the backup of { $at }
ui-backup-restore-title = Restore this backup?
ui-backup-restore-about = The backup takes the place of all drafts and property mappings. What is here now becomes a backup itself, so this can be taken back.
ui-backup-restore-do = Restore
ui-backup-restored = Restored: { $n ->
        [one] one draft
       *[other] { $n } drafts
    }
ui-backup-same = The same drafts are here and in the backup.
ui-backup-only-here = Only here, missing afterwards ({ $n })
ui-backup-only-there = Only in the backup, back afterwards ({ $n })
ui-backup-changed = Not the same ({ $n })
ui-backup-revisions = { $name }: revision { $here } here, { $there } in the backup
ui-backup-more = and { $n } more
ui-backup-cancel = Cancel
ui-backup-unusable = { $why ->
    [newer] Needs a newer Source Desk
    [not-ours] Not a backup of Source Desk
   *[damaged] Damaged
}
ui-check-now = Check now
ui-checking = Checking…
ui-check-well = Well
ui-check-bad = Not well
ui-checks-well = Everything is well
ui-checks-bad = Something is not well
ui-recovery = The database is damaged
ui-recovery-open = See what can be saved
ui-recovery-about = Part of the file in which Source Desk keeps the drafts cannot be read: a disk error, a crash of the computer or another program can do that. Nothing has been changed. Whichever way you choose, the damaged file is kept, and the other way stays open.
ui-recovery-file = Damaged file
ui-recovery-sound = The database is sound. There is nothing to recover.
ui-recovery-use = Use what can be read
ui-recovery-readable = { $n ->
        [one] One draft can be read
       *[other] { $n } drafts can be read
    }
ui-recovery-nothing = Nothing can be read of the damaged file
ui-recovery-older = An older revision, because the newest cannot be read ({ $n })
ui-recovery-back = Back, though they may have been deleted ({ $n })
ui-recovery-lost = Cannot be read ({ $n })
ui-recovery-undo = Undo will not reach back to before this.
ui-recovery-backup = Backup of { $at }
ui-recovery-backup-drafts = { $n ->
        [one] One draft
       *[other] { $n } drafts
    }
ui-recovery-same = The same drafts as can be read
ui-recovery-only-here = Missing in the backup ({ $n })
ui-recovery-only-there = Only in the backup ({ $n })
ui-recovery-restore = Restore this backup
ui-recovery-no-backup = There is no backup that can be restored
ui-recovery-done = { $n ->
        [one] One draft is here again
       *[other] { $n } drafts are here again
    }
ui-recovery-kept = The damaged file is kept: { $path }
ui-recovery-to-sources = To the sources
