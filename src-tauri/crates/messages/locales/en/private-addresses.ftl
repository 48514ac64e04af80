# Hosts on this computer, in a private network, or of a cloud's metadata service.

cli-arg-allow-private = Let hosts be on this computer or in a private network, as an identity provider of your own is; metadata services stay refused
cli-network-keep-private = { $host } may be in a private network from now on.

network-address-metadata = { $address } (a cloud's metadata service)
network-proxy-looks-up = The proxy looks this name up, so whether it leads into a private network is not known here.
network-private-hosts = Hosts in a private network
network-private-hosts-help = Only these hosts may be on this computer or in a private network, such as a Keycloak of your own. Separate them with spaces. The list stays on this computer and is in no draft.
network-allow-host = Allow { $host } and check again

err-network-host-invalid = “{ $subject }” is not a host.
fix-network-host-invalid = Write a host's whole name or address, such as keycloak.corp.example or 10.0.0.5, without stars or ranges.
