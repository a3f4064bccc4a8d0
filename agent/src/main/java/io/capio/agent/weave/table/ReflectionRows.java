package io.capio.agent.weave.table;

/** The calls by which a program names members at run time, in the form of the table's rows. */
final class ReflectionRows {

  static final String ROWS =
      """
      java/lang/reflect/Method REFLECTIVE java/lang/reflect/CapioReflection
        invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
      java/lang/reflect/Constructor REFLECTIVE java/lang/reflect/CapioReflection
        newInstance ([Ljava/lang/Object;)Ljava/lang/Object;
      java/lang/invoke/MethodHandles$Lookup INSTANCE java/lang/reflect/CapioHandles
        bind (Ljava/lang/Object;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;
        defineHiddenClass ([BZ[Ljava/lang/invoke/MethodHandles$Lookup$ClassOption;)Ljava/lang/invoke/MethodHandles$Lookup;
        defineHiddenClassWithClassData ([BLjava/lang/Object;Z[Ljava/lang/invoke/MethodHandles$Lookup$ClassOption;)Ljava/lang/invoke/MethodHandles$Lookup;
        findConstructor (Ljava/lang/Class;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;
        findSpecial (Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;
        findStatic (Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;
        findVirtual (Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;
        unreflect (Ljava/lang/reflect/Method;)Ljava/lang/invoke/MethodHandle;
        unreflectConstructor (Ljava/lang/reflect/Constructor;)Ljava/lang/invoke/MethodHandle;
        unreflectSpecial (Ljava/lang/reflect/Method;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;
      """;

  private ReflectionRows() {}
}
