// Nobody joins t: destroying a thread that is joinable ends the program.
#include <iostream>
#include <thread>

void welcome() {
    std::cout << "Welcome to GopherLabs!\n" << std::flush;
}

int main() {
    std::thread t(welcome);
    std::cout << "Hello World!\n" << std::flush;
}
