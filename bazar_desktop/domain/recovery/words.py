"""256 plain Indonesian words, a byte each: all different in their first four letters, to read aloud."""

from __future__ import annotations

_TEXT = """
    acar adik akar alam aman anak angin angka apel arah arang asin
    atap awan ayah ayam baju bakso bambu bangku bantal barat batik bayam
    beban bebek beras besar biji bintang biru bola buah bubur bulan bumbu
    bunga burung busur cabai cahaya candi cangkir cantik cepat cerita cermin cincin
    coklat cuaca cucu cuka dahan damai danau dapur darat daun dekat delima
    depan desa domba dompet duku durian ekor emas embun empat enak foto
    gajah gambar garam garuda gelas gendang gitar goreng gula gunung gurih guru
    hangat harum hasil hati hemat hijau hitam hujan hutan ikan indah intan
    irama jagung jahe jalan jamu jarum jauh jendela jeruk kabut kaca kaki
    kamar kapal kasur kayu kebun kelapa kemeja kerang kertas ketan kijang kipas
    koki kolam kopi kota kuat kucing kuda kunci kuning kupu kursi lagu
    laksa lampu langit lapar lari laut lebah lemari lidah lilin lima lincah
    lombok lontong lucu lukis lurus madu main malam mangga manis mawar meja
    melati menara merah merdu mobil muda mulia murah musik nada naga nanas
    nangka nasi nelayan nenek obor ombak oranye padi pagar paku panda pantai
    papan pasar pasir payung pedas pelangi pena perahu petani piano pintu piring
    pisang pita pulau putih rajin rambut rapi ratu renang ringan roda roti
    rumah rusa sabar sabun salak sambal sapi sate sayur segar selatan semut
    senja sepeda siang soto suara subuh sungai surat susu syair tahu tali
    taman tanah tangga tarian tebu tegak telur teman tempe tenda teratai tikar
    timun tomat topi tugu udang udara ujung ukir ular untung utara waktu
    warna warung wayang zaitun
"""
WORDS = tuple(_TEXT.split())
