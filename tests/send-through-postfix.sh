#!/usr/bin/env bash
# Sends every kind of mail through a real Postfix with STARTTLS and a login, and reads what arrived with Python's email package.
# Needs root and: apt-get install postfix sasl2-bin libsasl2-modules python3. Everything lives in a throw-away folder and on loopback.
# Usage: tests/send-through-postfix.sh [folder for the HTML and text that arrived]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$(mktemp -d)}
room=$(mktemp -d)
port=2587
trap 'postfix -c "$room/conf" stop 2>/dev/null || true; rm -rf "$room"' EXIT
mkdir -p "$room"/{conf/sasl,queue,data,mail,ca} "$out"
chmod 755 "$room"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$room/ca/ca.key" -out "$room/ca/ca.pem" -days 2 \
  -subj "/CN=Throw-away authority" -addext "basicConstraints=critical,CA:TRUE" 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$room/ca/server.key" -out "$room/ca/server.csr" -subj "/CN=localhost" 2>/dev/null
openssl x509 -req -in "$room/ca/server.csr" -CA "$room/ca/ca.pem" -CAkey "$room/ca/ca.key" -CAcreateserial -days 2 \
  -extfile <(echo "subjectAltName=DNS:localhost") -out "$room/ca/server.pem" 2>/dev/null

cat > "$room/conf/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $room/queue
data_directory = $room/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = localhost
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
virtual_mailbox_domains = example.org
virtual_mailbox_base = $room/mail
virtual_mailbox_maps = static:box/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_tls_cert_file = $room/ca/server.pem
smtpd_tls_key_file = $room/ca/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = localhost
cyrus_sasl_config_path = $room/conf/sasl
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
maillog_file = $room/mail.log
maillog_file_prefixes = $room
EOF
printf 'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: %s/conf/sasldb2\n' "$room" > "$room/conf/sasl/smtpd.conf"
sed -E -e "s/^smtp +inet.*/127.0.0.1:$port inet n - n - - smtpd/" -e 's/^([a-z]+ +(inet|unix|unix-dgram) +[-yn] +[-yn] +)y /\1n /' /etc/postfix/master.cf > "$room/conf/master.cf"
echo 'pässword' | saslpasswd2 -p -c -u localhost -f "$room/conf/sasldb2" ann
chown postfix "$room/data" "$room/conf/sasldb2"
chown -R nobody "$room/mail"
postfix -c "$room/conf" start

SSL_CERT_FILE="$room/ca/ca.pem" MONITOR_SMTP="localhost:$port:starttls:ann:pässword" \
  "$here/Monitor.Worker.Tests/bin/Debug/net10.0/Monitor.Worker.Tests" -method '*A_real_server_takes_every_kind_of_mail' -showLiveOutput
for _ in $(seq 50); do [ "$(find "$room/mail/box/new" -type f 2>/dev/null | wc -l)" -ge 3 ] && break; sleep 0.1; done

python3 - "$room/mail/box/new" "$out" <<'EOF'
import email, email.policy, pathlib, sys
mails = sorted(pathlib.Path(sys.argv[1]).iterdir())
for number, path in enumerate(mails):
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [d for part in mail.walk() for d in part.defects] + [d for name in mail.keys() for d in getattr(mail[name], "defects", ())]
    assert not defects, defects
    assert max(map(len, raw.split(b"\n"))) <= 78 and raw.isascii()
    for kind in ("plain", "html"):
        pathlib.Path(sys.argv[2], f"{number}.{kind.replace('plain', 'txt')}").write_text(mail.get_body((kind,)).get_content())
    print(mail["Subject"], "|", mail["From"], "|", mail["Message-ID"])
assert len(mails) == 3, mails
EOF
echo "What arrived is in $out."
