package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WeaverTest {

  @BeforeAll
  static void install() {
    InstalledWeaver.install();
  }

  /** It was given to the transformers before there was this one, and had no superclass yet. */
  @Test
  void classThatWasBeingDefinedWhenTheAgentWasAttached_isRewrittenToo() throws Exception {
    Class<?> early = define("Early");
    Class<?> late = define("Late");
    List<Object> rewritten = new ArrayList<>();
    InvocationHandler jvm =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getAllLoadedClasses" ->
                  rewritten.isEmpty() ? new Class<?>[] {early} : new Class<?>[] {early, late};
              case "isModifiableClass" -> true;
              case "retransformClasses" -> {
                rewritten.addAll(Arrays.asList((Class<?>[]) arguments[0]));
                yield null;
              }
              default -> null;
            };
    Instrumentation attached =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, jvm);
    new Weaver("io.capio.agent.CapioAgent", System.err, null).install(attached, true);
    assertThat(rewritten).containsExactly(early, late);
  }

  private static Class<?> define(String name) {
    ClassWriter made = new ClassWriter(0);
    made.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return new ProgramLoader("io.capio.agent.weave.none.").define(made.toByteArray());
  }
}
