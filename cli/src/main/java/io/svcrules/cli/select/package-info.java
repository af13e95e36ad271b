// SPDX-License-Identifier: Apache-2.0
/** Which of the Services that were read count. */
package io.svcrules.cli.select;
