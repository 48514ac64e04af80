# Bundles: drafts to share. The problems, the command line, the window.

bundle-dialog-save = Save the bundle
bundle-dialog-open = Open a bundle

## Problems

err-bundle-nothing = There is no source to share.
fix-bundle-nothing = Name at least one.
err-bundle-no-secrets = None of these sources has a secret at hand, so there is none to share.
fix-bundle-no-secrets = Enter the secret first, or share the sources without secrets.
err-bundle-passphrase-weak = { $why ->
        [short] The passphrase is too short: it counts { $counted } characters, and { $wanted } are needed. A Chinese character counts as two.
       *[repetitive] The passphrase repeats itself: it has only { $distinct } different characters.
    }
fix-bundle-passphrase-weak = Take four words that have nothing to do with each other, or a longer sentence. Whoever gets the file can try passphrases for as long as they like.
err-bundle-recipient-invalid = “{ $subject }” is no age recipient.
fix-bundle-recipient-invalid = A recipient begins with age1 and has 62 characters. Whoever shall open the bundle finds theirs in the file that age-keygen made, behind “public key”.
err-bundle-identity-invalid = This is no age identity file.
fix-bundle-identity-invalid = It must have a line that begins with AGE-SECRET-KEY-1, as age-keygen writes it.
err-bundle-gone = This bundle is no longer at hand, because another was opened since.
fix-bundle-gone = Open the file again.
err-bundle-not-a-bundle =
    { $subject } is no Source Desk bundle: { $why ->
        [json] it is no JSON at line { $line }, column { $column }.
        [repeated] it has the same key twice in one object.
        [number] it has a number that no draft has.
        [part] its part “{ $part }” is missing or of the wrong kind.
       *[kind] it is something else.
    }
fix-bundle-not-a-bundle = Check that it is the file you meant. Blueprints are opened with Import.
err-bundle-newer = { $subject } was made by a newer Source Desk: its format is { $found }, this version knows { $known }.
fix-bundle-newer = Update Source Desk, or ask for the blueprint instead.
err-bundle-too-large = { $subject } is larger than a bundle may be: { $megabytes } MB, 250,000 values or { $drafts } sources.
fix-bundle-too-large = Share fewer sources at once, or check that it is the file you meant.
err-bundle-too-deep = { $subject } is nested deeper than { $limit } levels, so it was not read.
fix-bundle-too-deep = A bundle needs eight levels. Check where the file comes from.
err-bundle-changed = { $subject } is not as it was written: something in it was changed, moved or taken out.
fix-bundle-changed = Ask for the file again. To change a source, open the bundle as it was, import it, and edit the draft.
err-bundle-damaged = { $subject } is damaged or cut off, so it cannot be decrypted.
fix-bundle-damaged = Ask for the file again, and send it as a file: mail programs and chats may change text.
err-bundle-wrong-passphrase = This passphrase does not open { $subject }.
fix-bundle-wrong-passphrase = Check capital letters, spaces and the input method, and try again.
err-bundle-wrong-identity = { $subject } is encrypted for somebody else's key.
fix-bundle-wrong-identity = Open it with the identity file of one of its recipients, or ask for it to be encrypted for your age1… recipient.
err-bundle-too-costly = { $subject } asks for more work to try one passphrase than is accepted: 2^{ $required }, at most 2^{ $most }.
fix-bundle-too-costly = Files like this are made to bring programs down. Ask for one that was made by Source Desk or by age with its usual settings.
err-bundle-draft-unsound = “{ $subject }” keeps parts of a blueprint that are no YAML or hold a secret in plain text, so it was left out.
fix-bundle-draft-unsound = Ask for the blueprint instead, and import that.

## Command line

cli-bundle = Share drafts: one file with sources and their property mappings, without secrets unless asked twice
cli-bundle-create = Write drafts as a bundle
cli-bundle-create-after =
    Without --with-secrets nothing in the file is secret; names, slugs, hosts, client ids, property mappings and notes are
    in it. With it the file is encrypted with age and opens with stock age as well. The passphrase is read from
    SOURCE_DESK_BUNDLE_PASSPHRASE, or asked for in a terminal.
cli-bundle-create-file = Path of the new file; an existing one is not overwritten
cli-bundle-create-slug = Slugs of the drafts
cli-bundle-create-with-secrets = Also write the secrets at hand, encrypted; has to be confirmed
cli-bundle-create-recipient = Whose key opens the bundle, instead of a passphrase; may be repeated
cli-bundle-create-secret = Secret of the one draft, for the bundle
cli-bundle-create-yes = Confirm that secrets leave this computer; needed without a terminal
cli-bundle-open = Show what a bundle holds; nothing is imported without --import
cli-bundle-open-after =
    An encrypted bundle is opened with the passphrase from SOURCE_DESK_BUNDLE_PASSPHRASE, or asked for in a terminal, or
    with --identity. The exit code is 1 if something is in no draft afterwards, unless its draft says the same already.
cli-bundle-open-file = Path of the bundle
cli-bundle-open-import = Import what was shown
cli-bundle-open-existing = What to do with a source whose slug another draft has
cli-bundle-open-identity = File with your AGE-SECRET-KEY-1… line
cli-bundle-wrote = Wrote { $path }
cli-bundle-source = { $slug }  { $name }
cli-bundle-with-mappings = With property mappings: { $names }
cli-bundle-with-secrets = With secrets: { $fields }
cli-bundle-redacted = No secret is in it. Names, slugs, hosts, client ids, property mappings and notes are
cli-bundle-encrypted = It is encrypted. Send the passphrase another way than the file
cli-bundle-encrypted-to = It is encrypted for: { $recipients }
cli-bundle-confirm = The secrets of { $slugs } will leave this computer, encrypted. Type yes to go on: 
cli-bundle-passphrase = Passphrase for the bundle: 
cli-bundle-passphrase-again = The same passphrase again: 
cli-bundle-from = Made by { $by } on { $at }, as the file says
cli-bundle-not-imported = Nothing was imported. To import what is shown, add --import
cli-bundle-secrets = With secrets: { $fields }
err-usage-bundle-confirm = Secrets leave this computer only after a second confirmation.
fix-usage-bundle-confirm = In a terminal, answer yes when asked; otherwise add --yes.
err-usage-bundle-passphrase = There is no passphrase for the bundle, and no terminal to ask for it.
fix-usage-bundle-passphrase = Set SOURCE_DESK_BUNDLE_PASSPHRASE, or use --recipient or --identity.
err-usage-bundle-mismatch = The two passphrases are not the same.
fix-usage-bundle-mismatch = Run the command again.
err-usage-bundle-identity = { $subject } is encrypted for a key, not with a passphrase.
fix-usage-bundle-identity = Name the file with your AGE-SECRET-KEY-1… line: --identity FILE

## Window

ui-share = Share…
ui-share-title = Share { $name }
ui-share-about = One file with this source, its property mappings and its checklist, for another Source Desk.
ui-share-holds = What goes along
ui-share-holds-plain = Names, slug, hosts, client id, URLs, property mappings, notes. They are readable to whoever gets the file.
ui-share-holds-encrypted = Names, slug, hosts, client id, URLs, property mappings, notes, and the secrets below: all of it encrypted.
ui-share-mappings = Property mappings: { $names }
ui-share-redacted = No secret is in it.
ui-share-text = The file
ui-share-with = Include secrets, encrypted
ui-share-with-none = There is no secret at hand that could go along.
ui-share-with-fields = { $fields }
ui-share-confirm = I want these secrets to leave this computer
ui-share-warning = Whoever opens this file has the secrets
ui-share-warning-about = They cannot be taken back. If the file gets into the wrong hands, renew the secrets at the provider.
ui-share-how = Who can open it
ui-share-how-passphrase = Whoever knows a passphrase
ui-share-how-recipient = Whoever has an age key
ui-share-passphrase = Passphrase
ui-share-passphrase-about = At least 14 characters, or four words. Send it another way than the file.
ui-share-passphrase-again = The same passphrase again
ui-share-passphrase-differs = The two are not the same.
ui-share-recipient = Recipient
ui-share-recipient-about = Begins with age1. Whoever shall open the file finds it behind “public key” in the file that age-keygen made.
ui-share-save = Save…
ui-share-save-secrets = Save with secrets…
ui-share-saved = Saved { $path }
ui-bundle-open = Open bundle…
ui-bundle-again = Open another bundle…
ui-bundle-locked = Unlock the bundle
ui-bundle-locked-passphrase = { $name } is encrypted with a passphrase. Nothing is imported by opening it.
ui-bundle-locked-identity = { $name } is encrypted for a key. Paste your identity: the line that begins with AGE-SECRET-KEY-1. It is used once and kept nowhere.
ui-bundle-passphrase = Passphrase
ui-bundle-identity = Identity
ui-bundle-unlock = Unlock
ui-bundle-title = Open a bundle
ui-bundle-from = Made by { $by } on { $at }, as the file says. Nothing shows who really made it.
ui-bundle-secrets = With secrets: { $fields }
ui-bundle-secrets-title = Secrets came with the bundle
ui-bundle-secrets-about = They are kept like secrets that you type. Delete the file when you no longer need it.
