# Exports for other tools than authentik's own blueprints: what the files say, and what they cannot take.

err-export-style = { $subject } has no place for secrets by “{ $style }”.
fix-export-style = Choose another way for the secrets, or export a blueprint.

export-note-terraform-head = Login sources for authentik { $version }, written by Source Desk: { $names }.
    For Terraform and OpenTofu. AUTHENTIK_URL and AUTHENTIK_TOKEN in the environment say where authentik is and who you are.
    Every field is written out, because the provider's defaults are not those of authentik's form.
export-note-terraform-secrets = Terraform writes secrets into its state in clear, so keep the state encrypted. It does not notice when a secret is
    changed in authentik, which never shows it again. Give secrets as TF_VAR_ variables of the environment.
export-note-terraform-inline = THE SECRETS STAND IN THIS FILE, and in clear in Terraform's state. Keep both out of version control.
export-note-terraform-inline-variables = Secrets that only authentik itself could find are variables all the same: give them as TF_VAR_ variables of the environment.
export-note-terraform-secret = The { $field } of the source { $slug }
export-note-terraform-tag = The { $field } of the source { $slug }, which authentik would find by { $yaml }
export-note-terraform-blueprint = The provider's resource cannot hold all of { $slug }, so it is a blueprint, which authentik applies by itself after some seconds.
    Taken out of here, the blueprint goes and the source stays in authentik.
export-note-terraform-context = authentik keeps a blueprint's context in clear.
export-note-terraform-icon = The provider has no icon. One that is set in authentik stays.
export-note-terraform-login-page = The login page. From here on Terraform owns the whole list of sources of { $stage }:
    a button that is added in authentik goes with the next apply. To add the button by hand instead, leave out all that follows.
export-note-terraform-other-sources = Slugs of all other sources that { $stage } shows today, usually authentik-built-in too. One that is left out loses its place.
export-note-terraform-ignored = Everything else of the stage stays as it is in authentik, and no destroy can delete the login page.
export-note-kubernetes-head = Login source for authentik's Helm chart, written by Source Desk.
    Apply it in authentik's namespace: kubectl apply -n NAMESPACE -f FILE
export-note-kubernetes-secret = The Secret { $name } is not in here. Write each secret into a file of the name below, with no line break at its end,
    make the Secret once in authentik's namespace, and delete the files:
export-note-kubernetes-inline = THE SECRETS STAND IN THIS FILE. Keep it out of version control, and delete it once it is applied.
export-note-kubernetes-values = Values for authentik's Helm chart: helm upgrade RELEASE authentik/authentik -n NAMESPACE --reuse-values -f FILE
    Server and worker are started anew.
export-note-kubernetes-values-lists = Helm replaces lists. If your values have one of these lists already, add the entries to yours.
export-note-compose-head = Login source for authentik, written by Source Desk. Put it beside authentik's docker-compose.yml, where Docker Compose
    (2.23.1 or newer) finds it by itself, and run: docker compose up -d
    If there is such a file already, give this one another name and name all of them with -f.
export-note-compose-file = Before that, write each secret into its file below ./secrets: the secret and nothing else, readable for user 1000.
export-note-compose-env = Before that, set the variables in the environment, or in .env with each secret between single quotes, because Compose
    replaces variables in it otherwise. Compose stops while one is missing.
export-note-compose-inline = THE SECRETS STAND IN THIS FILE. Keep it out of version control.
export-note-compose-dollar = Compose replaces variables in every text, so each dollar sign of the blueprint stands twice.

export-finding-terraform-field = { $resource } has no “{ $label }”, so “{ $value }” is not in the file.
export-finding-terraform-field-fix = Set it in authentik's form after the first apply; Terraform leaves it alone. Or export a blueprint, which has it.
export-finding-terraform-blueprint = { $resource } cannot hold the “{ $label }” of { $slug }, so the source is a blueprint inside Terraform.
export-finding-terraform-blueprint-fix = Nothing has to be done. No plan shows it when somebody changes the source in authentik.
export-finding-terraform-tag = authentik would find the “{ $label }” by { $yaml }. Terraform cannot, and asks for it.
export-finding-terraform-tag-fix = Give the value in TF_VAR_{ $variable }.
export-finding-terraform-kept = Not in the file is what the blueprint of { $slug } said beyond the form: { $parts }.
export-finding-terraform-kept-fix = If you need it, export a blueprint.
export-finding-terraform-login-page = Terraform will own the whole list of sources of { $stage }.
export-finding-terraform-login-page-fix = Before the first apply name all other sources of that page in login_page_other_sources.
export-finding-terraform-mixed = { $slug } is a blueprint inside Terraform, so its button is not on the list that Terraform owns.
export-finding-terraform-mixed-fix = After the first apply add { $slug } to login_page_other_sources and apply again.
export-finding-terraform-normalized = The “{ $label }” of { $slug } has characters that Terraform stores in another form, with accents composed.
export-finding-terraform-normalized-fix = It looks the same. Where the exact characters matter, export a blueprint.
export-finding-kept-left-out = What the blueprint of { $slug } said beyond the form is not in the file.
export-finding-kept-left-out-fix = If you need it, export a blueprint.

cli-export-inline-file = The secrets stand in this file. Keep it out of version control
cli-export-finding = { $what } { $fix }
cli-export-needs-terraform = Terraform asks for the { $field } of { $slug }: give it in { $reference }
cli-export-needs-kubernetes = The { $field } of { $slug } belongs into the Secret and key { $reference }
cli-export-needs-compose-file = The { $field } of { $slug } belongs into the file { $reference }
cli-export-needs-compose-env = Docker Compose needs the { $field } of { $slug } in the variable { $reference }

dialog-save-export = Save { $file }

ui-export-format = Format
ui-format-blueprint = Blueprint
ui-format-blueprint-about = authentik's own format, and the only one that holds everything.
ui-format-terraform = Terraform
ui-format-terraform-about = For Terraform and OpenTofu, with authentik's provider.
ui-format-kubernetes = Kubernetes
ui-format-kubernetes-about = ConfigMap, Secret and values for authentik's Helm chart.
ui-format-compose = Docker Compose
ui-format-compose-about = An override beside authentik's docker-compose.yml.
ui-format-runbook = Run-book
ui-format-runbook-about = Every step in words, for somebody who does it by hand.
ui-format-json = JSON
ui-format-json-about = Every field, for scripts. No secrets.
ui-export-about = The source for authentik or the tool that looks after it. The text below follows each choice.
ui-export-text = Text of { $file }
ui-export-secrets = Secrets
ui-export-secrets-terraform = Variables of Terraform
ui-export-secrets-terraform-about = Given in the environment. Terraform's state has them in clear.
ui-export-secrets-file-kubernetes = Files of a Secret
ui-export-secrets-file-kubernetes-about = Mounted into server and worker.
ui-export-secrets-env-kubernetes = Variables of a Secret
ui-export-secrets-env-kubernetes-about = In the environment of server and worker.
ui-export-secrets-file-compose = Files beside it
ui-export-secrets-file-compose-about = Docker Compose mounts them into server and worker.
ui-export-secrets-env-compose = Variables
ui-export-secrets-env-compose-about = From Docker Compose's environment, or its .env.
ui-export-secrets-inline = In the file itself
ui-export-inline-confirm = Yes, write the secret into the file
ui-export-inline-about = Keep it out of version control, and delete it once it is applied.
ui-export-findings = What to know about this file
ui-needed-terraform = Set these variables in the environment in which Terraform runs.
ui-needed-kubernetes = Make the Secret in authentik's namespace; the file says how.
ui-needed-compose-file = These files must be there before you start. A file holds the secret and nothing else.
ui-needed-compose-env = These variables must be set where Docker Compose runs, or stand in its .env, each secret between single quotes.
ui-next-terraform = Run terraform init and terraform plan, read the plan, then run terraform apply.
ui-next-terraform-page = Name all other sources of the login page in login_page_other_sources.
ui-next-kubernetes = Apply the manifests in authentik's namespace, then upgrade the Helm release with the values.
ui-next-compose = Put the file beside authentik's docker-compose.yml and run docker compose up -d.
ui-export-login-page-terraform = Terraform then owns the whole list of sources of that page.
ui-next-secrets-elsewhere = Provide the secrets as listed above.
