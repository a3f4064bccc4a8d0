package io.capio.agent.weave;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.table.EntryPoints;
import java.lang.StackWalker.StackFrame;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells whether the methods that are opening a context would bypass it, because they began before
 * the agent was attached: a running method keeps its code. Asked on the thread that opens it.
 */
final class OldCode implements Supplier<String> {

  private static final String CONTEXT = "io.capio.CapioContext";

  private final Instrumentation instrumentation;
  private final EntryPoints table;
  private final EarlyFiles early;
  private final WovenClasses woven;

  /** The class whose file is wanted; null most of the time. */
  private volatile Class<?> wanted;

  private byte[] seen;

  OldCode(
      Instrumentation instrumentation, EntryPoints table, EarlyFiles early, WovenClasses woven) {
    this.instrumentation = instrumentation;
    this.table = table;
    this.early = early;
    this.woven = woven;
  }

  /** Returns which method would bypass the context and with what, or null if none does. */
  @Override
  public String get() {
    Callers callers = new Callers();
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).forEach(callers);
    for (StackFrame frame : callers.frames) {
      RemainingCode remaining = remaining(frame);
      if (remaining.operation() != null) {
        return frame.getClassName()
            + "."
            + frame.getMethodName()
            + " began before the CAPIO agent was attached, so that "
            + remaining.operation()
            + " would bypass CAPIO";
      }
      if (!remaining.leavesScopeOpen()) {
        return null;
      }
    }
    return null;
  }

  private RemainingCode remaining(StackFrame frame) {
    try {
      return RemainingCode.after(
          original(frame.getDeclaringClass()),
          frame.getMethodName(),
          frame.getDescriptor(),
          frame.getByteCodeIndex(),
          table,
          early);
    } catch (UnmodifiableClassException | LinkageError e) {
      throw new IllegalStateException(
          "cannot tell whether "
              + frame.getClassName()
              + "."
              + frame.getMethodName()
              + " would bypass CAPIO: "
              + e,
          e);
    }
  }

  /** A class is given to the transformers as it was before any of them changed it. */
  private synchronized byte[] original(Class<?> type) throws UnmodifiableClassException {
    wanted = type;
    try {
      Retransformation.of(instrumentation, type);
      return seen;
    } finally {
      wanted = null;
      seen = null;
    }
  }

  /** To be called with each class that is transformed, before it is. */
  void see(Class<?> type, byte[] classFile) {
    if (type != null && type == wanted) {
      seen = classFile.clone();
    }
  }

  /** The frames outside of the context's whose code would be another one now. */
  private final class Callers implements Consumer<StackFrame> {
    private final List<StackFrame> frames = new ArrayList<>();
    private boolean outside;

    @Override
    public void accept(StackFrame frame) {
      if (frame.getClassName().equals(CONTEXT)) {
        outside = true;
      } else if (outside && woven.contains(frame.getDeclaringClass())) {
        frames.add(frame);
      }
    }
  }
}
