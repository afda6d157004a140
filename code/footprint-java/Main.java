// A thousand threads that wait: how much memory is each?
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

class Main {
    // Returns a number of KiB from a file in which Linux counts.
    static double proc(String file, String key) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(key)) return Double.parseDouble(line.split("\\s+")[1]);
            }
        } catch (IOException e) {
            // not Linux
        }
        return 0;
    }

    record Memory(double resident, double kernel, double address) {}

    static Memory measure() {
        return new Memory(
            proc("/proc/self/status", "VmRSS:"),
            proc("/proc/meminfo", "KernelStack:"),
            proc("/proc/self/status", "VmSize:"));
    }

    static void print(String name, int n, double before, double after) {
        if (before == 0) return; // not measured
        // Other programs start and end threads too.
        System.out.printf(Locale.ROOT, "%s %.1f%n", name, Math.max(0, after - before) / n);
    }

    static void report(int n, Memory before, Memory after) {
        if (before.resident == 0) {
            System.out.println("no /proc here: nothing to measure");
            return;
        }
        System.out.println("KiB for each thread");
        print("resident:     ", n, before.resident, after.resident);
        print("kernel stack: ", n, before.kernel, after.kernel);
        print("address space:", n, before.address, after.address);
    }

    static final CountDownLatch begun = new CountDownLatch(1000);
    static final CountDownLatch stop = new CountDownLatch(1);

    static void waits() {
        begun.countDown();
        try {
            stop.await();
        } catch (InterruptedException e) {
            // ends
        }
    }

    public static void main(String[] args) throws InterruptedException {
        measure(); // loads the classes that it needs
        Memory before = measure();
        for (int i = 0; i < 1000; i++)
            new Thread(Main::waits).start();
        begun.await(); // all have run, up to stop.await
        report(1000, before, measure());
        stop.countDown();
    }
}
