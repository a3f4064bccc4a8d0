package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.lang.invoke.MethodType;
import java.lang.reflect.CapioReflection;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table against the running JDK and against the bridge. */
class EntryPointsTest {

  /** Members that this JDK may be too old to have. */
  private static final Map<String, Integer> SINCE =
      Map.of(
          "java/nio/file/spi/FileSystemProvider.exists", 20,
          "java/nio/file/spi/FileSystemProvider.readAttributesIfExists", 20);

  static Stream<EntryPoint> rows() {
    return EntryPoints.TABLE.rows().stream();
  }

  static Stream<EntryPoint> rowsOfThisJdk() {
    int jdk = Runtime.version().feature();
    return rows().filter(r -> SINCE.getOrDefault(r.owner() + "." + r.name(), 0) <= jdk);
  }

  /** Also the table of class loading. */
  static Stream<EntryPoint> allRows() {
    return Stream.concat(rows(), EntryPoints.LOADING.rows().stream());
  }

  static Stream<EntryPoint> allRowsOfThisJdk() {
    return Stream.concat(rowsOfThisJdk(), EntryPoints.LOADING.rows().stream());
  }

  static boolean isNewerThan(int jdk, EntryPoint row) {
    return SINCE.getOrDefault(row.owner() + "." + row.name(), 0) > jdk;
  }

  @ParameterizedTest
  @MethodSource("allRowsOfThisJdk")
  void rowNamesAMemberOfTheJdk(EntryPoint row) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(row.owner().replace('/', '.'));
    MethodType type = type(row.descriptor());
    Executable member =
        row.kind() == EntryPoint.Kind.CONSTRUCTOR
            ? owner.getDeclaredConstructor(type.parameterArray())
            : method(owner, row.name(), type);
    assertThat(Modifier.isStatic(member.getModifiers()))
        .isEqualTo(row.kind() == EntryPoint.Kind.STATIC);
    assertThat(Modifier.isPublic(member.getModifiers())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("allRows")
  void rowNamesAMethodOfTheBridge(EntryPoint row) throws ReflectiveOperationException {
    Class<?> bridge = Class.forName(row.bridge().replace('/', '.'));
    Method method = method(bridge, row.bridgeName(), type(row.bridgeDescriptor()));
    assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(method.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(bridge.getModifiers())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rowsOfThisJdk")
  void reflectiveCallsAskForEachOwner(EntryPoint row) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(row.owner().replace('/', '.'));
    assertThat(CapioReflection.mayBeReplaced(owner)).isTrue();
  }

  /** What the JDK declares to throw, the bridge may; nothing else. */
  @ParameterizedTest
  @MethodSource("allRowsOfThisJdk")
  void bridgeThrowsWhatTheJdkThrows(EntryPoint row) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(row.owner().replace('/', '.'));
    MethodType type = type(row.descriptor());
    Executable member =
        row.kind() == EntryPoint.Kind.CONSTRUCTOR
            ? owner.getDeclaredConstructor(type.parameterArray())
            : method(owner, row.name(), type);
    Class<?> bridge = Class.forName(row.bridge().replace('/', '.'));
    Method method = method(bridge, row.bridgeName(), type(row.bridgeDescriptor()));
    assertThat(method.getExceptionTypes()).containsExactlyInAnyOrder(member.getExceptionTypes());
  }

  static MethodType type(Executable member) {
    Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
    return MethodType.methodType(result, member.getParameterTypes());
  }

  private static MethodType type(String descriptor) {
    return MethodType.fromMethodDescriptorString(descriptor, null);
  }

  private static Method method(Class<?> owner, String name, MethodType type)
      throws NoSuchMethodException {
    Method method = owner.getDeclaredMethod(name, type.parameterArray());
    assertThat(method.getReturnType()).isEqualTo(type.returnType());
    return method;
  }
}
