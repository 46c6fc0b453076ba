import type { ConnectorFault, ConnectorFaultCode } from './connector-fault';

/** What is wrong, and what to do about it, for whoever reads a terminal or the server's log; the page has its own in three languages. */
const sentences: Readonly<Record<ConnectorFaultCode, string>> = {
  unreachable:
    'Nothing answers at the address of the telephone system. Check address and port, and the firewall in between.',
  wrong_protocol:
    'Something else answers than was expected. Check the port, and whether the connection is to be encrypted.',
  sign_in_refused:
    'The telephone system answers, but refuses the name or the password. Enter the password again, and see whether our address is allowed there.',
  right_missing: 'This user of the telephone system lacks a right. Give it those of docs/asterisk.md.',
  times_missing: 'Events have no time of their own. Set timestampevents = yes.',
  certificate_expired: 'The certificate of the telephone system is no longer valid. Have it renewed.',
  certificate_untrusted:
    'The certificate of the telephone system is signed by nobody known. Give its fingerprint, or have it signed by an authority that is.',
  connection_lost:
    'The telephone system closed the connection. It is tried again; where that goes on, see its log.',
  silent:
    'It is connected, and the telephone system no longer answers. See whether it hangs; it is tried again.',
  table_missing:
    'The table is not there, or lacks a column. See which database and table the telephone system writes to (extconfig.conf; v_xml_cdr of FusionPBX).',
  file_missing: 'The file is not there. Check the path; it is waited for.',
  file_unreadable: 'The file cannot be read. Let the account of Vigie read it.',
  folder_not_allowed: 'This folder is none of those that may be read. Name it in VIGIE_QUEUE_LOG_FOLDERS.',
  secret_missing: 'The password is missing. Enter it.',
  secret_unreadable: 'The password was sealed under another key. Enter it again.',
  secret_known:
    'The password is the one that everybody knows. Set another there (event_socket.conf.xml), and enter it.',
  kind_unknown: 'This version knows no such kind of telephone system. Run the newer version, or remove it.',
  address_local: 'This server has no address that a vendor could call. Give it one (VIGIE_ORIGINS).',
  signature_missing: 'A delivery came without a signature. At the vendor: have deliveries signed.',
  signature_wrong: 'A delivery bears another signature than ours. Copy the key at the vendor again.',
  delivery_old:
    'A delivery was signed more than five minutes ago, or in the future. Set both clocks right (NTP).',
  body_unreadable: 'A delivery is not JSON. At the vendor: choose JSON.',
  mapping_incomplete: 'A delivery is signed, but something is missing in it. Try it with an example.',
  access_key_refused:
    'AWS refuses the access key. Check its secret and enter it again; a new key has another ID: add the source anew.',
  access_key_expired:
    'The access key is one for a short time, and its time is over. Add the source anew with that of a user.',
  clock_wrong: 'AWS refuses our clock. Set the clock of this server right (NTP).',
  queue_missing: 'There is no such queue in this account and region. Check its address (URL).',
  queue_right_missing:
    'This access key may not read the queue. Give its user the policy of docs/amazon-connect.md: sqs:ReceiveMessage and sqs:DeleteMessage, and kms:Decrypt where the queue has a key of its own.',
  queue_busy: 'AWS answers that it is too busy. It is tried again; nothing is lost meanwhile.',
  overrun: 'The database was away for too long: facts are missing. See to the database.',
  database_away: 'The database does not answer. See to it; what is received waits.',
  spool_full:
    'The spool is full: nothing more is taken, and what is missed will be a gap. See why the server takes nothing, or allow more with --spool-mb.',
  disk_full: 'The disk is full: nothing more is taken, and what is missed will be a gap. Make room on it.',
  door_away: 'The server of Vigie does not answer. See to it, and to the network in between.',
  door_busy: 'The server of Vigie takes nothing just now. It is tried again.',
  door_wrong: 'What answers is not Vigie as it is known here. Check --to.',
  door_too_small:
    'Something before the server of Vigie refuses even one event as too large. See to that proxy.',
  door_certificate_expired: 'The certificate of the server of Vigie is no longer valid. Have it renewed.',
  door_certificate_untrusted:
    'The certificate of the server of Vigie is signed by nobody known. Name its authority in NODE_EXTRA_CA_CERTS.',
  key_refused:
    'The server of Vigie refuses the key. Make another that may send events of this source (vigie api-key create).',
  internal: 'Something unforeseen happened.',
};

/** A sentence with what to do, and what was said to us. */
export function faultText({ code, message }: Pick<ConnectorFault, 'code' | 'message'>): string {
  return message === '' ? sentences[code] : `${sentences[code]} (${message})`;
}
