// A thousand threads that wait: how much memory is each?
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

// Returns a number of KiB from a file in which Linux counts.
double proc(const char* file, const std::string& key) {
    std::ifstream in(file);
    for (std::string word; in >> word;) {
        if (double kib; word == key && in >> kib) return kib;
    }
    return 0; // not Linux
}

struct Memory { double resident, kernel, address; };

Memory measure() {
    return {proc("/proc/self/status", "VmRSS:"),
            proc("/proc/meminfo", "KernelStack:"),
            proc("/proc/self/status", "VmSize:")};
}

void print(const char* name, int n, double before, double after) {
    if (before == 0) return; // not measured
    // Other programs start and end threads too.
    std::printf("%s %.1f\n", name, std::max(0.0, after - before) / n);
}

void report(int n, Memory before, Memory after) {
    if (before.resident == 0) {
        std::printf("no /proc here: nothing to measure\n");
        return;
    }
    std::printf("KiB for each thread\n");
    print("resident:     ", n, before.resident, after.resident);
    print("kernel stack: ", n, before.kernel, after.kernel);
    print("address space:", n, before.address, after.address);
}

int main() {
    const int n = 1000;
    std::vector<std::thread> threads;
    std::latch begun(n), stop(1);
    Memory before = measure();
    for (int i = 0; i < n; i++)
        threads.emplace_back([&] {
            begun.count_down();
            stop.wait();
        });
    begun.wait(); // all have run, up to stop.wait
    report(n, before, measure());
    stop.count_down();
    for (auto& t : threads) t.join();
}
