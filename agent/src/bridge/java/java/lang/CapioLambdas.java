package java.lang;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;

/**
 * Gives a serializable method reference its original names back.
 *
 * <p>A rewritten reference names a bridge method; the {@code $deserializeLambda$} that javac wrote
 * compares with the JDK's names. Its four questions are answered here, from the mechanical relation
 * between the two: same name and descriptor for static methods, the receiver as first parameter for
 * instance methods, {@code newX} for constructors.
 */
public final class CapioLambdas {

  private static final String STREAMS = "java/lang/CapioStreams";

  private CapioLambdas() {}

  public static int getImplMethodKind(SerializedLambda lambda) {
    String original = getImplClass(lambda);
    if (original.equals(lambda.getImplClass())) {
      return lambda.getImplMethodKind();
    }
    if (isConstructor(lambda)) {
      return MethodHandleInfo.REF_newInvokeSpecial;
    }
    if (!takesReceiver(lambda)) {
      return MethodHandleInfo.REF_invokeStatic;
    }
    return original.equals("java/nio/file/Path")
        ? MethodHandleInfo.REF_invokeInterface
        : MethodHandleInfo.REF_invokeVirtual;
  }

  public static String getImplClass(SerializedLambda lambda) {
    switch (lambda.getImplClass()) {
      case "java/lang/CapioFiles":
      case "java/lang/CapioAttributes":
      case "java/lang/CapioTrees":
        return "java/nio/file/Files";
      case "java/lang/CapioChannels":
        return "java/nio/channels/FileChannel";
      case "java/lang/CapioAsynchronousChannels":
        return "java/nio/channels/AsynchronousFileChannel";
      case "java/lang/CapioFile":
        return "java/io/File";
      case "java/lang/CapioProvider":
        return "java/nio/file/spi/FileSystemProvider";
      case "java/lang/CapioPath":
        return lambda.getImplMethodName().equals("newFileSystem")
            ? "java/nio/file/FileSystems"
            : "java/nio/file/Path";
      case STREAMS:
        return isConstructor(lambda)
            ? "java/io/".concat(lambda.getImplMethodName().substring(3))
            : receiver(lambda.getImplMethodSignature());
      default:
        return lambda.getImplClass();
    }
  }

  public static String getImplMethodName(SerializedLambda lambda) {
    return isConstructor(lambda) ? "<init>" : lambda.getImplMethodName();
  }

  public static String getImplMethodSignature(SerializedLambda lambda) {
    String signature = lambda.getImplMethodSignature();
    if (getImplClass(lambda).equals(lambda.getImplClass())) {
      return signature;
    }
    if (isConstructor(lambda)) {
      return signature.substring(0, signature.indexOf(')')).concat(")V");
    }
    return takesReceiver(lambda)
        ? "(".concat(signature.substring(signature.indexOf(';') + 1))
        : signature;
  }

  private static boolean isConstructor(SerializedLambda lambda) {
    return lambda.getImplClass().equals(STREAMS) && lambda.getImplMethodName().startsWith("new");
  }

  private static boolean takesReceiver(SerializedLambda lambda) {
    switch (lambda.getImplClass()) {
      case STREAMS:
      case "java/lang/CapioProvider":
        return true;
      case "java/lang/CapioFile":
        return !lambda.getImplMethodName().equals("createTempFile");
      case "java/lang/CapioPath":
        return !lambda.getImplMethodName().equals("newFileSystem");
      default:
        return false;
    }
  }

  private static String receiver(String signature) {
    return signature.substring(2, signature.indexOf(';'));
  }
}
