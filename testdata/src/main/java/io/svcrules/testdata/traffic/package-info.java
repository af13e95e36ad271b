// SPDX-License-Identifier: Apache-2.0
/**
 * What real packets must show: the table of cases that every proxy mode and the packet tracer are
 * held against, and the network of namespaces in which packets show it.
 */
package io.svcrules.testdata.traffic;
