package io.capio.agent.weave;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What a method that is running may still do, with the code that it began with, before it closes
 * the scope of a context. Follows every way that the code has, exceptions included.
 */
final class RemainingCode extends InstructionVisitor {

  private static final String SCOPE = "io/capio/CapioContext$Scope";
  private static final String THROWABLE = "java/lang/Throwable";

  private static final class Instruction {
    final int offset;
    final List<Label> targets = new ArrayList<>();
    boolean last;
    boolean returns;
    boolean calls;
    boolean closes;
    boolean ifNull;
    int line;
    EntryPoint operation;

    Instruction(int offset) {
      this.offset = offset;
    }
  }

  private record Handler(Label start, Label end, Label target, boolean catchesAll) {}

  /** Tells the offset of the instruction that is visited. */
  private static final class Reader extends ClassReader {
    private int offset;

    Reader(byte[] classFile) {
      super(classFile);
    }

    @Override
    protected void readBytecodeInstructionOffset(int bytecodeOffset) {
      offset = bytecodeOffset;
    }
  }

  private final Reader reader;
  private final EntryPoints table;
  private final EarlyFiles early;
  private final List<Instruction> code = new ArrayList<>();
  private final List<Handler> handlers = new ArrayList<>();
  private int line;
  private Instruction operation;
  private boolean leaves;

  private RemainingCode(Reader reader, EntryPoints table, EarlyFiles early) {
    super(null);
    this.reader = reader;
    this.table = table;
    this.early = early;
  }

  /**
   * Reads one method and follows it from a call to where it closes a scope or ends.
   *
   * @param classFile the class before it was rewritten
   * @param offset of the call
   */
  static RemainingCode after(
      byte[] classFile,
      String method,
      String descriptor,
      int offset,
      EntryPoints table,
      EarlyFiles early) {
    Reader reader = new Reader(ClassWeaver.readable(classFile));
    RemainingCode remaining = new RemainingCode(reader, table, early);
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return name.equals(method) && type.equals(descriptor) ? remaining : null;
          }
        };
    reader.accept(visitor, ClassReader.SKIP_FRAMES);
    remaining.follow(offset);
    return remaining;
  }

  /** Returns a file operation that would not be rewritten and in which line it is, or null. */
  String operation() {
    if (operation == null) {
      return null;
    }
    EntryPoint found = operation.operation;
    String type = found.owner().substring(found.owner().lastIndexOf('/') + 1).replace('$', '.');
    boolean constructor = found.kind() == EntryPoint.Kind.CONSTRUCTOR;
    String text = constructor ? "new ".concat(type) : type + "." + found.name();
    return operation.line == 0 ? text : text + " in line " + operation.line;
  }

  /** Whether it may end with the scope open, so that its caller's code matters too. */
  boolean leavesScopeOpen() {
    return leaves;
  }

  private void follow(int offset) {
    BitSet seen = new BitSet();
    Deque<Integer> next = new ArrayDeque<>();
    next.add(indexOf(offset) + 1);
    while (!next.isEmpty()) {
      int index = next.remove();
      if (index >= code.size() || seen.get(index)) {
        continue;
      }
      seen.set(index);
      Instruction instruction = code.get(index);
      if (instruction.closes) {
        continue;
      }
      if (instruction.operation != null
          && (operation == null || instruction.offset < operation.offset)) {
        operation = instruction;
      }
      leaves |= instruction.returns || !isCaught(instruction, next);
      if (!instruction.last) {
        next.add(index + 1);
      }
      if (!isCheckBeforeClose(index)) {
        for (Label target : instruction.targets) {
          next.add(indexOf(offset(target)));
        }
      }
    }
  }

  /** Adds what handles an exception here; returns false if one may end the method. */
  private boolean isCaught(Instruction instruction, Deque<Integer> next) {
    if (!instruction.calls) {
      return true;
    }
    for (Handler handler : handlers) {
      boolean covers =
          instruction.offset >= offset(handler.start) && instruction.offset < offset(handler.end);
      if (covers) {
        next.add(indexOf(offset(handler.target)));
        if (handler.catchesAll) {
          return true;
        }
      }
    }
    return false;
  }

  /** The scope is never null where try-with-resources asks whether it is. */
  private boolean isCheckBeforeClose(int index) {
    return code.get(index).ifNull && index + 2 < code.size() && code.get(index + 2).closes;
  }

  private int indexOf(int offset) {
    int index = 0;
    while (index < code.size() && code.get(index).offset < offset) {
      index++;
    }
    return index;
  }

  /** A label at the end of the code is not followed by an instruction. */
  private static int offset(Label label) {
    return label.info instanceof Integer offset ? offset : Integer.MAX_VALUE;
  }

  private Instruction current() {
    return code.get(code.size() - 1);
  }

  @Override
  void instruction() {
    Instruction instruction = new Instruction(reader.offset);
    instruction.line = line;
    code.add(instruction);
  }

  @Override
  public void visitLabel(Label label) {
    boolean atEnd = !code.isEmpty() && current().offset == reader.offset;
    label.info = atEnd ? null : Integer.valueOf(reader.offset);
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label target, String type) {
    handlers.add(new Handler(start, end, target, type == null || type.equals(THROWABLE)));
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    current().returns = returns;
    current().calls = opcode == Opcodes.ATHROW;
    current().last = returns || opcode == Opcodes.ATHROW;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    current().calls = true;
    current().closes = owner.equals(SCOPE) && name.equals("close");
    EntryPoint found = table.find(owner, name, descriptor);
    current().operation = found == null ? early.find(owner, name, descriptor) : found;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    for (Object argument : arguments) {
      visitConstant(argument);
    }
  }

  @Override
  public void visitLdcInsn(Object constant) {
    super.visitLdcInsn(constant);
    visitConstant(constant);
  }

  private void visitConstant(Object constant) {
    if (constant instanceof Handle handle && current().operation == null) {
      current().operation = table.find(handle.getOwner(), handle.getName(), handle.getDesc());
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    current().targets.add(label);
    current().ifNull = opcode == Opcodes.IFNULL;
    current().last = opcode == Opcodes.GOTO;
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(min, max, otherwise, labels);
    visitSwitch(otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    visitSwitch(otherwise, labels);
  }

  private void visitSwitch(Label otherwise, Label[] labels) {
    current().targets.add(otherwise);
    current().targets.addAll(List.of(labels));
    current().last = true;
  }
}
