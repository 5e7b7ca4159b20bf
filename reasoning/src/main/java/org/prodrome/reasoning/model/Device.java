package org.prodrome.reasoning.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * What TensorFlow computes on in this process.
 *
 * @param name {@code CPU}, or {@code GPU: } and what the driver calls it
 * @param notes what a person should know, one line each: a GPU build without a GPU, libraries that are missing
 */
public record Device(String name, List<String> notes) {

    private static final String GPU_BUILD =
            "org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_framework.so.2";

    public Device {
        notes = List.copyOf(notes);
    }

    /**
     * Loads TensorFlow, the GPU build with CUDA's libraries where it is on the class path, and asks what it found. To be
     * called before anything else of TensorFlow is.
     *
     * @param threads for one product, of every session of this process: TensorFlow keeps the first one's number, whatever a later one
     *     asks for; 0 for all cores
     */
    public static Device find(int threads) {
        ClassLoader classes = Objects.requireNonNull(Device.class.getClassLoader());
        URL gpuBuild = classes.getResource(GPU_BUILD);
        List<String> amiss = gpuBuild == null ? List.of() : readyCuda(gpuBuild, classes);
        return of(gpuBuild != null, devices(threads), amiss);
    }

    /** What to say of TensorFlow's devices, named by their types. */
    static Device of(boolean gpuBuild, List<String> types, List<String> amiss) {
        if (types.contains("GPU")) {
            return new Device(GpuName.words(), amiss);
        }
        List<String> notes = new ArrayList<>(amiss);
        if (gpuBuild) {
            notes.add("no GPU answers: going on with the CPU");
        }
        return new Device("CPU", notes);
    }

    private static List<String> readyCuda(URL gpuBuild, ClassLoader classes) {
        try {
            Path framework = Loader.cacheResource(gpuBuild).toPath();
            Path beside = Objects.requireNonNull(framework.toAbsolutePath().getParent());
            return CudaLibraries.load().bringBeside(beside, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types of TensorFlow's devices, as a session lists them. */
    static List<String> devices(int threads) {
        Objects.requireNonNull(TensorFlow.version());
        try (PointerScope scope = new PointerScope()) {
            TF_Status status = TF_Status.newStatus();
            TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
            byte[] config = ConfigProto.newBuilder()
                    .setIntraOpParallelismThreads(threads)
                    .build()
                    .toByteArray();
            tensorflow.TF_SetConfig(options, new BytePointer(config), config.length, status);
            status.throwExceptionIfNotOK();
            TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
            status.throwExceptionIfNotOK();
            TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
            List<String> types = new ArrayList<>();
            for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
                types.add(tensorflow.TF_DeviceListType(list, i, status).getString());
            }
            tensorflow.TF_DeleteDeviceList(list);
            return types;
        }
    }
}
