// SPDX-License-Identifier: Apache-2.0
package io.svcrules.testdata.traffic;

/**
 * A program for perl that sends and answers the first packets of SCTP associations.
 *
 * <ul>
 *   <li>{@code serve PORT ADDRESS...}: writes {@code ready}, then answers each INIT with an INIT
 *       ACK whose state cookie says who answers and whom that one sees
 *   <li>{@code ask PORT ADDRESS SOURCE_PORT COUNT SECONDS}: sends that many INITs, each from the
 *       next source port, and writes what came of each
 * </ul>
 *
 * <p>Numbers of packets, chunks and parameters, and the checksum (CRC32c, low byte first) are those
 * of RFC 9260, sections 3 and 6.8. The kernel checks and rewrites the checksum
 * (net/netfilter/nf_conntrack_proto_sctp.c, nf_nat_proto.c), so it has to be right.
 */
final class SctpProgram {
  static final String TEXT =
      """
      use strict;
      use warnings;
      use Socket qw(:DEFAULT inet_pton inet_ntop pack_sockaddr_in6 unpack_sockaddr_in6 SOCK_RAW);
      my ($SCTP, $INIT, $INIT_ACK, $STATE_COOKIE) = (132, 1, 2, 7);
      $| = 1;

      sub crc32c {
        my $crc = 0xffffffff;
        for my $byte (unpack('C*', $_[0])) {
          $crc ^= $byte;
          $crc = $crc & 1 ? ($crc >> 1) ^ 0x82f63b78 : $crc >> 1 for 1 .. 8;
        }
        return $crc ^ 0xffffffff;
      }

      sub packet {
        my ($from, $to, $tag, $type, $parameters) = @_;
        my $body = pack('NNnnN', 0x53435450, 65536, 1, 1, 1) . $parameters;
        my $chunk = pack('CCn', $type, 0, 4 + length $body) . $body;
        my $bare = pack('nnNN', $from, $to, $tag, 0) . $chunk;
        return pack('nnNV', $from, $to, $tag, crc32c($bare)) . $chunk;
      }

      sub opened {
        my ($ip) = @_;
        socket(my ($socket), $ip =~ /:/ ? AF_INET6 : AF_INET, SOCK_RAW, $SCTP) or die "socket: $!";
        return $socket;
      }

      sub place {
        my ($ip) = @_;
        return $ip =~ /:/
          ? pack_sockaddr_in6(0, inet_pton(AF_INET6, $ip))
          : pack_sockaddr_in(0, inet_pton(AF_INET, $ip));
      }

      sub next_packet {
        my ($socket, $ip) = @_;
        my $peer = recv($socket, my ($data), 2048, 0);
        return unless defined $peer;
        # IPv4 raw sockets hand out the IP header, too.
        $data = substr($data, 4 * (ord($data) & 15)) unless $ip =~ /:/;
        my $from = $ip =~ /:/
          ? inet_ntop(AF_INET6, (unpack_sockaddr_in6($peer))[1])
          : inet_ntop(AF_INET, (unpack_sockaddr_in($peer))[1]);
        my ($source, $target, $tag, $sum, $type, $flags, $length, $peer_tag) =
          unpack('nnNVCCnN', $data);
        return ($peer, $from, $source, $target, $type, $peer_tag, $data);
      }

      sub serve {
        my ($port, @ips) = @_;
        my %sockets;
        for my $ip (@ips) {
          $sockets{$ip} = opened($ip);
          bind($sockets{$ip}, place($ip)) or die "bind $ip: $!";
        }
        print "ready\\n";
        while (1) {
          my $wanted = '';
          vec($wanted, fileno($_), 1) = 1 for values %sockets;
          select(my $readable = $wanted, undef, undef, undef);
          for my $ip (grep { vec($readable, fileno($sockets{$_}), 1) } keys %sockets) {
            my ($peer, $from, $source, $target, $type, $tag) = next_packet($sockets{$ip}, $ip);
            next unless $type == $INIT && $target == $port;
            my $seen = "$ip $from";
            my $padding = "\\0" x (-length($seen) & 3);
            my $cookie = pack('nn', $STATE_COOKIE, 4 + length $seen) . $seen . $padding;
            send($sockets{$ip}, packet($target, $source, $tag, $INIT_ACK, $cookie), 0, $peer);
          }
        }
      }

      sub answer {
        my ($socket, $ip, $own, $patience) = @_;
        while (1) {
          vec(my $wanted = '', fileno($socket), 1) = 1;
          return 'silent' unless select($wanted, undef, undef, $patience);
          my ($peer, $from, $source, $target, $type, $tag, $data) = next_packet($socket, $ip);
          return $!{ECONNREFUSED} ? 'refused' : "failed $!" unless defined $peer;
          next unless $type == $INIT_ACK && $target == $own;
          my ($kind, $length) = unpack('nn', substr($data, 32));
          return substr($data, 36, $length - 4);
        }
      }

      sub ask {
        my ($port, $ip, $first, $count, $patience) = @_;
        for my $own ($first .. $first + $count - 1) {
          my $socket = opened($ip);
          connect($socket, place($ip)) or die "connect $ip: $!";
          my $sent = send($socket, packet($own, $port, 0, $INIT, ''), 0);
          my $failed = $!{EPERM} ? 'forbidden' : "failed $!";
          print defined $sent ? answer($socket, $ip, $own, $patience) : $failed, "\\n";
        }
      }

      my ($what, @arguments) = @ARGV;
      $what eq 'serve' ? serve(@arguments) : ask(@arguments);
      """;

  private SctpProgram() {}
}
