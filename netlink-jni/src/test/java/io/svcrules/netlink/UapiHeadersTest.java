// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.svcrules.netlink.conntrack.ConntrackUapi;
import io.svcrules.netlink.generic.GenericUapi;
import io.svcrules.netlink.ipset.IpsetError;
import io.svcrules.netlink.ipset.IpsetUapi;
import io.svcrules.netlink.ipvs.IpvsUapi;
import io.svcrules.netlink.jnr.JnrUapi;
import io.svcrules.netlink.netfilter.NetfilterUapi;
import io.svcrules.netlink.nftables.NftablesUapi;
import io.svcrules.netlink.route.RouteUapi;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every constant against the headers of this machine (linux-libc-dev, libc6-dev), by gcc. */
class UapiHeadersTest {

  private static final List<String> HEADERS =
      List.of(
          "sys/socket.h",
          "netinet/in.h",
          "sys/file.h",
          "sys/mman.h",
          "errno.h",
          "fcntl.h",
          "sched.h",
          "linux/netlink.h",
          "linux/genetlink.h",
          "linux/rtnetlink.h",
          "linux/if.h",
          "linux/if_link.h",
          "linux/if_addr.h",
          "linux/ip_vs.h",
          "linux/netfilter.h",
          "linux/netfilter/nfnetlink.h",
          "linux/netfilter/nfnetlink_conntrack.h",
          "linux/netfilter/nf_conntrack_common.h",
          "linux/netfilter/nf_tables.h",
          "linux/netfilter/nf_tables_compat.h",
          "linux/netfilter/ipset/ip_set.h",
          "linux/netfilter/ipset/ip_set_hash.h",
          "linux/netfilter/ipset/ip_set_bitmap.h");

  @TempDir Path directory;

  static Stream<Class<?>> uapiClasses() {
    return Stream.of(
        NetlinkUapi.class,
        JnrUapi.constants(),
        NetfilterUapi.class,
        NftablesUapi.class,
        ConntrackUapi.class,
        RouteUapi.class,
        GenericUapi.class,
        IpvsUapi.class,
        IpsetUapi.class);
  }

  @ParameterizedTest
  @MethodSource("uapiClasses")
  void constantsAreThoseOfTheHeaders(Class<?> uapi) throws Exception {
    Map<String, Long> ours = new TreeMap<>();
    for (var field : uapi.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        ours.put(field.getName(), (long) field.getInt(null));
      }
    }
    assertTrue(ours.size() > 5, "constants found by reflection");
    assertEquals(ours, valuesInHeaders(ours));
  }

  @Test
  void errorNumbersAreThoseOfTheHeaders() throws Exception {
    Map<String, Long> ours =
        Stream.of(Errno.values())
            .collect(
                Collectors.toMap(Errno::name, e -> (long) e.number(), (a, b) -> a, TreeMap::new));
    assertEquals(ours, valuesInHeaders(ours));
  }

  @Test
  void errorNumbersOfIpsetAreThoseOfTheHeaders() throws Exception {
    Map<String, Long> ours =
        Stream.of(IpsetError.values())
            .collect(
                Collectors.toMap(
                    IpsetError::name, e -> (long) e.number(), (a, b) -> a, TreeMap::new));
    assertEquals(ours, valuesInHeaders(ours));
  }

  private Map<String, Long> valuesInHeaders(Map<String, Long> symbols) throws Exception {
    StringBuilder source = new StringBuilder("#define _GNU_SOURCE\n#include <stdio.h>\n");
    HEADERS.forEach(header -> source.append("#include <").append(header).append(">\n"));
    source.append("int main(void) {\n");
    for (String symbol : symbols.keySet()) {
      source.append("printf(\"%s %%d\\n\", (int)(%s));%n".formatted(symbol, expression(symbol)));
    }
    Path program = directory.resolve("constants.c");
    Files.writeString(program, source.append("}\n"));
    run("gcc", "-w", "-o", directory.resolve("constants").toString(), program.toString());
    return run(directory.resolve("constants").toString())
        .lines()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(w -> w[0], w -> Long.valueOf(w[1]), (a, b) -> a, TreeMap::new));
  }

  private static String expression(String symbol) {
    return symbol.startsWith("SIZEOF_")
        ? "sizeof(struct " + symbol.substring("SIZEOF_".length()).toLowerCase(Locale.ROOT) + ")"
        : symbol;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> "needs gcc, libc6-dev and linux-libc-dev: " + output);
    return output;
  }
}
