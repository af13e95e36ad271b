// SPDX-License-Identifier: Apache-2.0
package io.svcrules.iptables.kernel.legacy;

import java.util.Arrays;

/** Numbers without an object for each: a large table has hundreds of thousands of jumps. */
final class IntList {
  private int[] numbers = new int[64];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  void addAll(IntList others) {
    int together = size + others.size;
    if (together > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(together, 2 * size));
    }
    System.arraycopy(others.numbers, 0, numbers, size, others.size);
    size = together;
  }

  int get(int index) {
    return numbers[index];
  }

  void set(int index, int number) {
    numbers[index] = number;
  }

  void removeLast() {
    size--;
  }

  int size() {
    return size;
  }

  /**
   * All numbers together.
   *
   * @throws ArithmeticException if that is more than an int holds
   */
  int sum() {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum = Math.addExact(sum, numbers[i]);
    }
    return sum;
  }

  /** The index of a number among numbers that rise; negative if it is not there. */
  int indexOf(int number) {
    return Arrays.binarySearch(numbers, 0, size, number);
  }
}
