// SPDX-License-Identifier: Apache-2.0
package io.svcrules.netlink.nftables;

/** One step of a rule. */
public sealed interface NftExpression
    permits Payload,
        Cmp,
        Bitwise,
        MetaLoad,
        MetaStore,
        CtLoad,
        ImmediateData,
        ImmediateVerdict,
        Counter,
        XtMatch,
        XtTarget,
        RawExpression {

  /** The kernel's name for its kind ({@code NFTA_EXPR_NAME}). */
  String name();

  /** Calls the visitor's method for this kind. */
  void accept(Visitor visitor);

  /** What to do with an expression of each kind. */
  interface Visitor {
    /** For packet bytes loaded. */
    void visit(Payload payload);

    /** For a comparison. */
    void visit(Cmp cmp);

    /** For a mask and an exclusive or. */
    void visit(Bitwise bitwise);

    /** For a packet's meta data loaded. */
    void visit(MetaLoad load);

    /** For a packet's meta data set. */
    void visit(MetaStore store);

    /** For a connection's data loaded. */
    void visit(CtLoad load);

    /** For a constant loaded. */
    void visit(ImmediateData data);

    /** For a verdict. */
    void visit(ImmediateVerdict verdict);

    /** For a counter. */
    void visit(Counter counter);

    /** For an xtables match. */
    void visit(XtMatch match);

    /** For an xtables target. */
    void visit(XtTarget target);

    /** For any other. */
    void visit(RawExpression raw);
  }
}
