# The run-book: how to set a source up by hand. Words of authentik's interface are between ** as it has them.

runbook-title = Run-book: { $name }
runbook-about = For authentik { $version }: a source of the kind { $type } with the slug { $slug }. Written by Source Desk. No secret stands in here.
runbook-needs = What you need
runbook-provider = With the other side
runbook-mappings = Property mappings
runbook-source = The source in authentik
runbook-login-page = The login page
runbook-test = Try it
runbook-rollback = The way back

runbook-need-administrator = An account that may administer authentik. Log in and click **Admin interface**.
runbook-need-secret = The { $label }. Keep it in a password manager, not in this page.
runbook-host-unknown = The draft does not say where authentik is, so { $host } stands for its host below.
runbook-open-console = Open { $url } and log in.
runbook-go-to = Go to { $menus }.
runbook-secret-once = The secret is shown only once: store it at once.
runbook-open-mappings = In the Admin interface click **Customization**, then **Property Mappings**.
runbook-create-mapping = For each mapping below click **Create**, choose **{ $protocol } Source Property Mapping**, click **Next**, enter **Name** and **Expression**, click **Finish**.
runbook-open-sources = In the Admin interface click **Directory**, then **Federation and Social login**.
runbook-create-source = Click **New Source** (older versions: **Create**).
runbook-choose-type = Choose **{ $type }** and click **Next**.
runbook-fields-about = Open each group below and enter what its table says. What is marked differs from what the form shows at first.
runbook-finish = Click **Finish** (some versions: **Create Source**).
runbook-open-stages = In the Admin interface click **Flows and Stages**, then **Stages**.
runbook-edit-stage = In the line of { $stage } click **Edit**.
runbook-choose-source = Under **Source settings** select **{ $name }** among **Available Sources** and move it to **Selected Sources**. Leave the others where they are.
runbook-update-stage = Click **Update**.
runbook-private-window = Open { $host } in a private window.
runbook-click-button = Click the button **{ $name }** and log in at the other side.
runbook-check-user = In the Admin interface click **Directory**, then **Users**, and look at user name, name and e-mail of whoever logged in.
runbook-if-it-fails = If it fails, click **Events**, then **Logs**, and look up the message under Errors in Source Desk.
runbook-check-sync = In the Admin interface click **Directory**, then **Federation and Social login**, then **{ $name }**, and look at its last synchronisation.
runbook-remove-button = In **Flows and Stages**, **Stages**, in the line of { $stage } click **Edit**, move **{ $name }** back to **Available Sources**, click **Update**.
runbook-disable = In **Directory**, **Federation and Social login**, in the line of { $name } click **Edit**, switch **Enabled** off, click **Update**. Its button and URLs are gone, and nobody loses the connection.
runbook-do-not-delete = Do not delete the source { $name }: authentik then forgets which account belongs to whom, and when it is made anew people cannot log in.

runbook-field = Field
runbook-value = Value
runbook-mark = Changed
runbook-changed = changed
runbook-on = on
runbook-off = off
runbook-empty = empty
runbook-from-safe = from the password manager
runbook-below = below
