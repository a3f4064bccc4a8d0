package io.capio.agent.weave.forms;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Every public static method returns the content of a file, opened by a member found by name. */
public final class Reflective {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Reflective() {}

  private static String drain(Object in) throws Exception {
    try (InputStream stream = (InputStream) in) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String checked(boolean right, String path) throws Exception {
    return right ? Files.readString(Path.of(path)) : "wrong";
  }

  public static String staticMethod(String path) throws Exception {
    return (String) Files.class.getMethod("readString", Path.class).invoke(null, Path.of(path));
  }

  public static String streamsWithAChannelOfTheirOwn(String path) throws Exception {
    InputStream in = FileInputStream.class.getConstructor(String.class).newInstance(path);
    OutputStream out =
        FileOutputStream.class.getConstructor(String.class, boolean.class).newInstance(path, true);
    try (ReadableByteChannel reading = Channels.newChannel(in);
        WritableByteChannel writing = Channels.newChannel(out)) {
      return checked(reading instanceof FileChannel && writing instanceof FileChannel, path);
    }
  }

  public static String instanceMethod(String path) throws Exception {
    Method length = File.class.getMethod("length");
    long expected = Files.size(Path.of(path));
    return checked(expected == (Long) length.invoke(new File(path)), path);
  }

  public static String instanceMethodWithArguments(String path) throws Exception {
    File file = new File(path + ".moved");
    Method rename = File.class.getMethod("renameTo", File.class);
    boolean moved = (boolean) rename.invoke(new File(path), file);
    String content = Files.readString(file.toPath());
    return moved && (boolean) rename.invoke(file, new File(path)) ? content : "not moved";
  }

  public static String varargsMethod(String path) throws Exception {
    Method exists = Files.class.getMethod("exists", Path.class, LinkOption[].class);
    return checked((boolean) exists.invoke(null, Path.of(path), new LinkOption[0]), path);
  }

  public static String constructorByName(String path) throws Exception {
    return drain(FileInputStream.class.getConstructor(String.class).newInstance(path));
  }

  public static String constructorByFile(String path) throws Exception {
    Class<?> type = Class.forName("java.io.FileInputStream");
    return drain(type.getConstructor(File.class).newInstance(new File(path)));
  }

  public static String constructorOfTwo(String path) throws Exception {
    Constructor<RandomAccessFile> constructor =
        RandomAccessFile.class.getConstructor(File.class, String.class);
    try (RandomAccessFile file = constructor.newInstance(new File(path), "r")) {
      return file.readLine();
    }
  }

  public static String constructorThatOpensForIt(String path) throws Exception {
    try (BufferedReader reader =
        new BufferedReader(
            (Reader)
                FileReader.class.getConstructors()[0].newInstance(
                    FileReader.class.getConstructors()[0].getParameterCount() == 2
                        ? new Object[] {argument(path), StandardCharsets.UTF_8}
                        : new Object[] {argument(path)}))) {
      return reader.readLine();
    }
  }

  private static Object argument(String path) throws Exception {
    Class<?> type = FileReader.class.getConstructors()[0].getParameterTypes()[0];
    if (type == File.class) {
      return new File(path);
    }
    return type == String.class ? path : new FileInputStream(path).getFD();
  }

  /** Conditional, nested, in an argument of another reflective call. */
  public static String nested(String path) throws Exception {
    Method of = Path.class.getMethod("of", String.class, String[].class);
    Method read = Files.class.getMethod("readString", Path.class);
    return (String)
        read.invoke(
            path.isEmpty() ? of : null,
            path.isEmpty() ? new Object[0] : new Object[] {of.invoke(null, path, new String[0])});
  }

  public static String failureIsWrapped(String path) throws Exception {
    try {
      Files.class.getMethod("readString", Path.class).invoke(null, Path.of(path + ".absent"));
      return "read";
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        return e.getCause().toString();
      }
    }
    try {
      FileInputStream.class.getConstructor(String.class).newInstance(path + ".absent");
      return "opened";
    } catch (InvocationTargetException e) {
      return checked(e.getCause() instanceof FileNotFoundException, path);
    }
  }

  public static String operandsThatDoNotFit(String path) throws Exception {
    Method length = File.class.getMethod("length");
    try {
      length.invoke("no file");
      return "called";
    } catch (IllegalArgumentException expected) {
      // As the JDK says.
    }
    try {
      length.invoke(null);
      return "called";
    } catch (NullPointerException expected) {
      // As the JDK says.
    }
    try {
      length.invoke(new File(path), path);
      return "called";
    } catch (IllegalArgumentException expected) {
      return checked(true, path);
    }
  }

  private static final class Other {
    @SuppressWarnings("unused") // Called by name.
    private static String secret(String path) {
      return path;
    }
  }

  /** What may be called depends on the class that calls. */
  public static String accessIsThatOfThisClass(String path) throws Exception {
    Method own = Reflective.class.getDeclaredMethod("argument", String.class);
    Method nestMate = Other.class.getDeclaredMethod("secret", String.class);
    Method foreign = ClassLoader.class.getDeclaredMethod("findClass", String.class);
    try {
      foreign.invoke(Reflective.class.getClassLoader(), "x");
      return "called";
    } catch (IllegalAccessException expected) {
      String same = (String) nestMate.invoke(null, path);
      return checked(own.invoke(null, path) != null && same.equals(path), path);
    }
  }

  /** The JDK looks for the class with the loader of the class that calls. */
  public static String callerSensitiveMethod(String path) throws Exception {
    Object found =
        Class.class.getMethod("forName", String.class).invoke(null, Reflective.class.getName());
    return checked(found == Reflective.class, path);
  }

  public static String staticHandle(String path) throws Throwable {
    MethodType type = MethodType.methodType(String.class, Path.class);
    return (String) LOOKUP.findStatic(Files.class, "readString", type).invokeExact(Path.of(path));
  }

  public static String varargsHandle(String path) throws Throwable {
    MethodType type =
        MethodType.methodType(InputStream.class, Path.class, java.nio.file.OpenOption[].class);
    return drain(
        (InputStream) LOOKUP.findStatic(Files.class, "newInputStream", type).invoke(Path.of(path)));
  }

  public static String virtualHandle(String path) throws Throwable {
    MethodHandle length =
        LOOKUP.findVirtual(File.class, "length", MethodType.methodType(long.class));
    return checked((long) length.invokeExact(new File(path)) == new File(path).length(), path);
  }

  public static String boundHandle(String path) throws Throwable {
    MethodHandle exists =
        LOOKUP.bind(new File(path), "exists", MethodType.methodType(boolean.class));
    return checked((boolean) exists.invokeExact(), path);
  }

  public static String constructorHandle(String path) throws Throwable {
    MethodType type = MethodType.methodType(void.class, String.class);
    return drain(
        (FileInputStream)
            MethodHandles.publicLookup()
                .findConstructor(FileInputStream.class, type)
                .invokeExact(path));
  }

  public static String unreflected(String path) throws Throwable {
    Constructor<?> constructor = FileInputStream.class.getConstructor(File.class);
    Object in = LOOKUP.unreflectConstructor(constructor).invoke(new File(path));
    Method read = Files.class.getMethod("readString", Path.class);
    String text = (String) LOOKUP.unreflect(read).invoke(Path.of(path));
    return drain(in).equals(text) ? text : "differs";
  }

  /** A handle of the superclass's method, on a class of the program. */
  private static final class Special extends File {
    private static final long serialVersionUID = 1;

    Special(String path) {
      super(path);
    }

    @Override
    public boolean exists() {
      return false;
    }

    boolean really() throws Throwable {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType type = MethodType.methodType(boolean.class);
      MethodHandle first = lookup.findSpecial(File.class, "exists", type, Special.class);
      MethodHandle second = lookup.unreflectSpecial(File.class.getMethod("exists"), Special.class);
      return (boolean) first.invokeExact(this) && (boolean) second.invoke(this);
    }
  }

  public static String handleOfTheSuperclass(String path) throws Throwable {
    boolean right = new Special(path).really() && !new Special(path + ".absent").really();
    return checked(right && !new Special(path).exists(), path);
  }

  public static String lambdaOfAHandle(String path) throws Throwable {
    MethodType type = MethodType.methodType(boolean.class);
    CallSite site =
        LambdaMetafactory.metafactory(
            LOOKUP,
            "apply",
            MethodType.methodType(Function.class),
            MethodType.methodType(Object.class, Object.class),
            LOOKUP.findVirtual(File.class, "exists", type),
            MethodType.methodType(Boolean.class, File.class));
    @SuppressWarnings("unchecked")
    Function<File, Boolean> exists = (Function<File, Boolean>) site.getTarget().invoke();
    return checked(exists.apply(new File(path)), path);
  }

  public static String absentMemberIsAbsent(String path) throws Throwable {
    try {
      LOOKUP.findStatic(Files.class, "readString", MethodType.methodType(int.class, Path.class));
      return "found";
    } catch (NoSuchMethodException expected) {
      return checked(true, path);
    }
  }

  private static byte[] hidden() throws Exception {
    try (InputStream in = Reflective.class.getResourceAsStream("HiddenReader.class")) {
      return in.readAllBytes();
    }
  }

  private static String read(MethodHandles.Lookup hidden, String path) throws Throwable {
    MethodType type = MethodType.methodType(String.class, String.class);
    return (String) hidden.findStatic(hidden.lookupClass(), "read", type).invoke(path);
  }

  public static String hiddenClass(String path) throws Throwable {
    return read(LOOKUP.defineHiddenClass(hidden(), true), path);
  }

  public static String hiddenClassWithData(String path) throws Throwable {
    return read(LOOKUP.defineHiddenClassWithClassData(hidden(), path, false), path);
  }

  public static String hiddenClassByReflection(String path) throws Throwable {
    Class<?> options = MethodHandles.Lookup.ClassOption[].class;
    Method define =
        MethodHandles.Lookup.class.getMethod(
            "defineHiddenClass", byte[].class, boolean.class, options);
    Object none = new MethodHandles.Lookup.ClassOption[0];
    return read((MethodHandles.Lookup) define.invoke(LOOKUP, hidden(), true, none), path);
  }
}
