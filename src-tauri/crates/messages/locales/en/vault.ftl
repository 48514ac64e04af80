# The vault: what it keeps, what opens it, what goes wrong.

vault-what-is-sealed = The vault encrypts secrets: AppSecrets, passwords, tokens, private keys. Names, slugs, hosts, AppIDs, URLs and the code of property mappings are stored as they are; for those rely on the encryption of your disk.
vault-type-groups = Type groups { $first } and { $second } of the recovery key
vault-slot-keychain = Keychain
vault-slot-passphrase = Passphrase
vault-slot-recovery-key = Recovery key

## Problems

err-secret-not-set = There is no secret in “{ $subject }”.
fix-secret-not-set = Enter it first.
err-secret-unreadable = The secret in “{ $subject }” cannot be read any more: its row in the database is damaged, or was brought here from another vault.
fix-secret-unreadable = Get it from the provider again and replace it here, or restore a backup in which it was still sound.
err-vault-none = There is no vault yet, so secrets are not kept.
fix-vault-none = Set up the vault first.
err-vault-exists = There is a vault already. A second one would make its secrets unreadable.
fix-vault-exists = Open the vault that is there.
err-vault-locked = The vault is locked, so secrets can be neither kept nor read. Nothing was changed.
fix-vault-locked = Unlock the vault and repeat this.
err-vault-changed = Another program changed the vault at the same moment. Nothing was overwritten.
fix-vault-changed = Try again.
err-vault-newer = The vault has format { $found }; this version knows { $known }. It was left as it is.
fix-vault-newer = Update Source Desk.
err-vault-unreadable = The description of the vault in the database is damaged, so nothing can open it. It was left as it is.
fix-vault-unreadable = Restore a backup.
err-vault-no-slot = { $subject ->
    [keychain] The vault was not set up to be opened by a keychain.
    [passphrase] The vault has no passphrase.
   *[recovery-key] The vault has no recovery key.
}
fix-vault-no-slot = Open it in another way.
err-vault-keychain-unavailable = The system's keychain did not answer, is locked, or refused ({ $detail }). Nothing was changed, and no new key was made.
fix-vault-keychain-unavailable = Unlock the keychain and try again, or open the vault with the passphrase or the recovery key.
err-vault-keychain-absent = The keychain of this computer holds no key for this vault: it is another computer, or the keychain was reset.
fix-vault-keychain-absent = Open the vault with the passphrase or the recovery key, then let this computer's keychain open it again.
err-vault-keychain-wrong = What the keychain holds does not open this vault.
fix-vault-keychain-wrong = Open the vault with the passphrase or the recovery key, then let this computer's keychain open it again.
err-vault-keychain-unfaithful = The keychain does not give back what it was given, so it cannot be relied on. Nothing was changed.
fix-vault-keychain-unfaithful = Use a passphrase.
err-vault-wrong-key = { $subject ->
    [passphrase] This is not the passphrase of this vault.
   *[recovery-key] This recovery key is well written, but it is not that of this vault. A newer one may have replaced it.
}
fix-vault-wrong-key = { $subject ->
    [passphrase] Check the keyboard's language and Caps Lock. The recovery key opens the vault too.
   *[recovery-key] Look for a newer print, or open the vault in another way.
}
err-vault-slot-damaged = { $subject ->
    [keychain] The vault's entry for the keychain is damaged.
    [passphrase] The vault's entry for the passphrase is damaged.
   *[recovery-key] The vault's entry for the recovery key is damaged.
} The key itself may be right.
fix-vault-slot-damaged = Open the vault in another way and set this one up again, or restore a backup.
err-vault-too-few-slots = The vault must open in two ways, one of which is no keychain. Otherwise a new computer or a reset keychain would cost you every secret.
fix-vault-too-few-slots = Add another way in first.
err-vault-unknown-slot = The vault has no such way in. It may have been taken away elsewhere.
fix-vault-unknown-slot = Look at the list of ways in.
err-vault-other-key = The data key of the vault was renewed by another program, so this one locked it.
fix-vault-other-key = Unlock the vault again.
err-vault-passphrase-short = The passphrase is too short: it counts { $counted } characters, { $wanted } are wanted (a Chinese character counts as two). Four different words are enough as well.
fix-vault-passphrase-short = Take a longer one, for example a sentence.
err-vault-passphrase-repetitive = The passphrase consists of only { $distinct } different characters.
fix-vault-passphrase-repetitive = Take a more varied one, for example a sentence.
err-vault-recovery-key-length = A recovery key has { $wanted } characters; these are { $found }.
fix-vault-recovery-key-length = Check whether a group is missing or was typed twice.
err-vault-recovery-key-character = Group { $group } has a character that recovery keys do not use.
fix-vault-recovery-key-character = Compare group { $group } with the print. A recovery key has the digits 0–9 and letters without U; O is read as 0, I and L as 1.
err-vault-recovery-key-checksum = The characters of the recovery key do not fit together: one was misread or mistyped.
fix-vault-recovery-key-checksum = Compare each group with the print.
err-vault-out-of-memory = Trying the passphrase takes { $mebibytes } MiB of memory, which this computer does not have free now.
fix-vault-out-of-memory = Close other programs and try again, or use the recovery key.
err-vault-not-confirmed = These are not the groups that were asked for. Nothing was stored yet.
fix-vault-not-confirmed = Compare them with what you wrote down.
err-vault-setup-gone = There is nothing to confirm: it was cancelled, or the vault was locked meanwhile. Nothing was changed.
fix-vault-setup-gone = Begin again. The recovery key that was shown is not valid.
err-clipboard-none = There is no clipboard here.
fix-clipboard-none = Show the secret instead.
err-clipboard-refused = The clipboard could not be used ({ $detail }).
fix-clipboard-refused = Try again, or show the secret instead.

## Command line

cli-vault = Set up, open and look after the vault that keeps secrets
cli-vault-after =
    The vault is opened with the passphrase in SOURCE_DESK_PASSPHRASE if there is one, otherwise with the system's keychain.
    A new passphrase comes from SOURCE_DESK_NEW_PASSPHRASE, or is asked for at the terminal.
cli-vault-status = Say whether there is a vault, and what opens it; asks nobody for a key
cli-vault-init = Set up the vault; prints its recovery key
cli-vault-init-no-keychain = Leave the system's keychain alone and use a passphrase only
cli-vault-unlock = Try whether the vault opens here, and check every secret in it
cli-vault-add-slot = Add a way in: this computer's keychain, a passphrase, or a new recovery key. A passphrase or recovery key replaces the old one
cli-vault-add-slot-slot = Which way in
cli-vault-remove-slot = Take a way in away
cli-vault-remove-slot-id = Its id, as “vault status” lists it
cli-vault-recover = Open the vault with the recovery key, and give this computer a way in again
cli-vault-recover-recovery-key = Where the recovery key comes from: env:VARIABLE, file:PATH or - for stdin; otherwise it is asked for
cli-vault-renew = Seal every secret anew with a new data key; prints a new recovery key. For the day when somebody may know the old one
cli-vault-discard = Give up a vault that nothing opens any more, with every secret in it. The drafts stay, and a backup is made first
cli-vault-discard-yes = Yes, give it up
cli-vault-none = There is no vault: secrets are not kept
cli-vault-locked = { $many ->
    [one] The vault is locked. It keeps one secret. What opens it:
   *[other] The vault is locked. It keeps { $count } secrets. What opens it:
}
cli-vault-open = { $many ->
    [one] The vault opens. It keeps one secret. What opens it:
   *[other] The vault opens. It keeps { $count } secrets. What opens it:
}
cli-vault-odd-slots = { $many ->
    [one] One more way in is damaged, or of a kind that this version does not know.
   *[other] { $count } more ways in are damaged, or of kinds that this version does not know.
}
cli-vault-unreadable = { $many ->
    [one] One secret cannot be read any more: it is damaged.
   *[other] { $count } secrets cannot be read any more: they are damaged.
}
cli-vault-recovery-key = This recovery key opens the vault when nothing else does. Write it down or print it, and keep it away from this computer. It is shown this once:
cli-vault-ask-passphrase = Passphrase of the vault
cli-vault-ask-new = New passphrase (14 characters or four words)
cli-vault-ask-optional = New passphrase (14 characters or four words; leave it empty for none)
cli-vault-ask-again = The same again
cli-vault-ask-recovery-key = Recovery key
cli-vault-not-the-same = These were two different ones. Once more, please.
cli-secret = Keep secrets in the vault, or forget them
cli-secret-set = Keep a secret in the vault, in place of the one that is there
cli-secret-set-field = authentik's name of the field, for example consumer_secret
cli-secret-set-from = Where the secret comes from: env:VARIABLE, file:PATH or - for stdin; otherwise it is asked for, or read from stdin
cli-secret-forget = Forget a secret; its bytes are overwritten in the database
cli-secret-forget-field = authentik's name of the field, for example consumer_secret
cli-secret-ask = The secret
cli-secret-kept = Kept in the vault: { $field } of { $slug }, { $characters } characters
cli-secret-forgotten = Forgotten: { $field } of { $slug }
cli-secrets-kept = The secret is kept in the vault
cli-import-secrets-kept = { $fields } stood in the file in plain text. It is in the vault now; delete the file, or keep it as you keep a password
cli-bundle-secrets-kept = { $fields } came with the bundle and is in the vault now
cli-show-secret-not-set = not set
cli-show-secret-unreadable = set, but damaged
cli-fix-secret-not-set = Keep it with: source-desk secret set SLUG { $subject }
cli-fix-vault-none = Set it up with: source-desk vault init
cli-fix-vault-locked = Set SOURCE_DESK_PASSPHRASE, or unlock the system's keychain, and repeat the command.
cli-fix-vault-exists = Look at it with: source-desk vault status
cli-fix-vault-keychain-unavailable = Unlock the keychain, or set SOURCE_DESK_PASSPHRASE, or use: source-desk vault recover
cli-fix-vault-keychain-absent = Set SOURCE_DESK_PASSPHRASE and run: source-desk vault add-slot keychain. Without a passphrase: source-desk vault recover
cli-fix-vault-keychain-wrong = Set SOURCE_DESK_PASSPHRASE and run: source-desk vault add-slot keychain. Without a passphrase: source-desk vault recover
cli-fix-vault-no-slot = Set SOURCE_DESK_PASSPHRASE if it has a passphrase. See what opens it with: source-desk vault status
cli-fix-vault-unknown-slot = See the ids with: source-desk vault status
cli-fix-vault-too-few-slots = Add another way in first with: source-desk vault add-slot
err-usage-secret-origin = It is not clear where the { $subject } shall come from. It must not stand in the arguments itself.
fix-usage-secret-origin = Write env:VARIABLE, file:PATH or - for stdin.
err-usage-vault-passphrase = There is no keychain that answers here, so the vault needs a passphrase, and none was given.
fix-usage-vault-passphrase = Set SOURCE_DESK_PASSPHRASE to a passphrase of at least 14 characters or four words, for this command.
err-usage-vault-new-passphrase = No new passphrase was given.
fix-usage-vault-new-passphrase = Set { $subject } for this command, or run it at a terminal.
err-usage-vault-discard = Giving up the vault takes every secret in it. Nothing was changed.
fix-usage-vault-discard = If nothing opens it any more, say so with --yes. “vault recover” opens it with the recovery key.

## Window

ui-secret-set = Set, { $characters ->
    [one] 1 character
   *[other] { $characters } characters
}
ui-secret-unreadable = Damaged, cannot be read
ui-secret-changed = changed
ui-secret-in-vault = It is encrypted in the vault.
ui-secret-vault-locked = The vault is locked, so secrets can be neither entered nor read.
ui-secret-reveal = Show
ui-secret-reveal-what = Show: { $label }
ui-secret-hide = Hide
ui-secret-hide-what = Hide: { $label }
ui-secret-revealed = { $label }, shown for 30 seconds
ui-secret-copy = Copy
ui-secret-copy-what = Copy: { $label }
ui-secret-copied = { $label } is on the clipboard for { $seconds } seconds
ui-vault = Vault
ui-vault-state-none = Not set up
ui-vault-state-locked = Locked
ui-vault-state-open = Open
ui-vault-keeps = { $count ->
    [0] It keeps no secret yet.
    [one] It keeps one secret.
   *[other] It keeps { $count } secrets.
}
ui-vault-locked-idle = It locked itself because nobody was active.
ui-vault-locked-sleep = It locked itself because the computer went to sleep.
ui-vault-locked-screen-locked = It locked itself because the screen was locked.
ui-vault-locked-asked = It was locked at your request.
ui-vault-set-up = Set up the vault
ui-vault-is-set-up = The vault is set up and open
ui-vault-unlock = Unlock the vault
ui-vault-unlock-with = Open with
ui-vault-unlock-run = Unlock
ui-vault-lock = Lock the vault
ui-vault-with-keychain = Open it with this computer's keychain
ui-vault-with-keychain-about = It opens by itself when you start Source Desk as the person who is logged in here.
ui-vault-with-passphrase = Open it with a passphrase as well
ui-vault-with-passphrase-about = Also on another computer, and on the command line where there is no keychain.
ui-vault-no-keychain = No keychain answers on this computer, so the vault gets a passphrase.
ui-vault-new-passphrase = New passphrase
ui-vault-passphrase-hint = At least 14 characters, or four different words. A Chinese character counts as two.
ui-vault-passphrase-known = The passphrase that the vault has now.
ui-vault-passphrase-again = The same again
ui-vault-passphrase-differs = This is not the same.
ui-vault-set-passphrase = Set passphrase
ui-vault-add-passphrase = Add a passphrase
ui-vault-change-passphrase = Change the passphrase
ui-vault-add-keychain = Use this computer's keychain
ui-vault-new-recovery-key = New recovery key
ui-vault-new-recovery-key-about = You get a new recovery key. The old one opens nothing any more once you have confirmed the new one.
ui-vault-recovery-key-replaced = The new recovery key is in force
ui-vault-renew = Renew the data key
ui-vault-renew-about = For the day when somebody may know a key of this vault: every secret is encrypted anew, and you get a new recovery key. Keychains of other computers open nothing any more. Secrets that somebody may have read must be changed with their provider as well.
ui-vault-renewed = Every secret is encrypted anew
ui-vault-write-down = This is the recovery key. It opens the vault when the keychain is lost and the passphrase forgotten. Write it down or print it, with its groups in order.
ui-vault-write-down-warning = It is shown this once
ui-vault-write-down-why = Keep it away from this computer. Whoever has it and your data folder can read every secret.
ui-vault-written-down = I have written it down
ui-vault-group = Group { $group }
ui-vault-confirm = Confirm
ui-vault-show-again = Show it again
ui-vault-ways-in = What opens the vault
ui-vault-since = since
ui-vault-remove = Remove
ui-vault-remove-what = Remove: { $way }
ui-vault-auto-lock = Lock it when nobody was active for
ui-vault-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
ui-vault-unreadable = { $count ->
    [one] One secret cannot be read any more
   *[other] { $count } secrets cannot be read any more
}
ui-vault-unreadable-about = They are damaged in the database. Get them from their provider again, or restore a backup.
ui-vault-odd-slots = { $count ->
    [one] One way in is damaged, or of a kind that this version does not know
   *[other] { $count } ways in are damaged, or of kinds that this version does not know
}
ui-vault-give-up = Nothing opens it any more
ui-vault-give-up-title = Give up the vault?
ui-vault-give-up-about = Every secret in it is lost and has to be entered again. Your drafts stay. A backup is made first, in case you find the passphrase or the recovery key after all.
ui-vault-give-up-run = Give it up
